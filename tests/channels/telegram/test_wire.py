"""What is known of a call that went wrong: was the message certainly not sent, or may it have arrived?"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot import config
from bot.channels.telegram.client import Patience, make_bot
from bot.channels.telegram.outbound import call
from bot.chat import NotSent, PerhapsSent, SendFailed
from bot.watch import Watch

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
TOKEN = "7:secret-of-the-bot"
SHORT = Patience(pool=0.3, connect=0.3, read=0.3)
GOOD = b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 25\r\n\r\n{"ok":true,"result":true}'


@contextlib.asynccontextmanager
async def talking_to(url: str, connections: int = 4, patience: Patience = SHORT) -> AsyncIterator[Bot]:
    bot = make_bot(config.Telegram.model_validate({"token": TOKEN, "api_url": url}), Watch(), patience, connections)
    try:
        yield bot
    finally:
        await bot.request.shutdown()


class Server:
    """Takes calls and treats each as it is told. `taken` are the calls that arrived whole."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.taken: list[bytes] = []
        self.took = asyncio.Event()
        self._writers: list[asyncio.StreamWriter] = []
        self.url = ""

    async def __aenter__(self) -> "Server":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.gather(*(writer.wait_closed() for writer in self._writers), return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(int(h[15:]) for h in head.lower().split(b"\r\n") if h.startswith(b"content-length:"))
                self.taken.append(head + await reader.readexactly(length))
                self.took.set()
                await self._answer(reader, writer)


def saying(said: bytes, *, then_cut: bool = True) -> Answer:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        await writer.drain()
        if then_cut:
            writer.close()

    return answer


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()


async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def failure_of(bot: Bot) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        await call(bot.answer_callback_query("1", "好"))
    assert "secret" not in str(raised.value)
    return raised.value


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(saying(b""), id="cut before the answer"),
        pytest.param(reset, id="reset before the answer"),
        pytest.param(saying(GOOD[:30]), id="cut within the head"),
        pytest.param(saying(GOOD[:-10]), id="cut within the body"),
        pytest.param(saying(b"no HTTP at all\r\n\r\n"), id="no HTTP"),
        pytest.param(silence, id="no answer"),
        pytest.param(saying(GOOD[:-10], then_cut=False), id="no end of the answer"),
    ],
)
async def test_what_reached_the_server_may_have_been_sent_and_is_not_sent_again(answer: Answer) -> None:
    async with Server(answer) as server, talking_to(server.url) as bot:
        assert isinstance(await failure_of(bot), PerhapsSent)
        assert len(server.taken) == 1


async def test_a_kept_connection_that_is_cut_at_the_second_call_leaves_it_in_doubt() -> None:
    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(server.taken) == 1:
            await saying(GOOD, then_cut=False)(reader, writer)
        else:
            await reset(reader, writer)

    async with Server(once) as server, talking_to(server.url) as bot:
        assert await bot.answer_callback_query("1")
        assert isinstance(await failure_of(bot), PerhapsSent)
        assert len(server.taken) == 2


async def test_a_refused_connection_has_sent_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with talking_to(f"http://127.0.0.1:{port}") as bot:
        assert isinstance(await failure_of(bot), NotSent)


async def test_an_unknown_host_has_been_sent_nothing() -> None:
    async with talking_to("http://nowhere.invalid") as bot:
        assert isinstance(await failure_of(bot), NotSent)


async def test_a_server_that_takes_no_connection_has_been_sent_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, contextlib.ExitStack() as waiting:
        for _ in range(4):  # nobody accepts: the rest is left without an answer
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        async with talking_to(f"http://127.0.0.1:{full.getsockname()[1]}") as bot:
            assert isinstance(await failure_of(bot), NotSent)


async def test_a_handshake_that_fails_has_sent_nothing() -> None:
    async with Server(silence) as server, talking_to(server.url.replace("http:", "https:")) as bot:
        assert isinstance(await failure_of(bot), NotSent)
        assert server.taken == []


async def test_a_call_that_finds_no_free_connection_was_not_sent() -> None:
    async with Server(silence) as server, talking_to(server.url, connections=1) as bot:
        holding = asyncio.create_task(bot.answer_callback_query("1", read_timeout=5))
        await server.took.wait()
        assert isinstance(await failure_of(bot), NotSent)
        assert len(server.taken) == 1
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)


async def test_a_call_after_the_end_was_not_sent() -> None:
    async with talking_to("http://127.0.0.1:1") as bot:
        await bot.request.shutdown()
        assert isinstance(await failure_of(bot), NotSent)


async def test_many_calls_at_once_share_few_connections_and_are_all_answered() -> None:
    async with Server(saying(GOOD, then_cut=False)) as server, talking_to(server.url, patience=Patience()) as bot:
        answered = await asyncio.gather(*(bot.answer_callback_query(str(n)) for n in range(50)))
        assert answered == [True] * 50


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
async def test_a_proxy_named_in_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    async with Server(saying(GOOD)) as proxy:
        monkeypatch.setenv(variable, proxy.url)
        async with talking_to("http://api.telegram.invalid") as bot:
            assert await bot.answer_callback_query("1")
        assert proxy.taken[0].startswith(f"POST http://api.telegram.invalid/bot{TOKEN}/answerCallbackQuery".encode())


async def test_a_proxy_that_is_away_has_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    async with talking_to("https://api.telegram.invalid") as bot:
        assert isinstance(await failure_of(bot), NotSent)


async def test_a_proxy_is_not_used_where_the_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Server(saying(GOOD)) as server:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        async with talking_to(server.url) as bot:
            assert await bot.answer_callback_query("1")


async def test_what_the_library_says_of_a_failure_never_repeats_the_token() -> None:
    async with Server(silence) as server, talking_to(server.url) as bot:
        with pytest.raises(TelegramError) as raised:
            await bot.get_me()
        assert "secret" not in repr(raised.value) + repr(raised.value.__cause__)
