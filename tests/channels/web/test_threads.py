"""The rows of a thread, and the files on them."""

from sqlmodel import Session, select

from bot.channels.web import threads
from bot.channels.web.outlet import Outlet
from bot.chat import Address, Answered, Attachment, Card, Line, Reader, Reply, Request, Sender
from bot.models.web import WebFile
from bot.texts import Spoken
from tests.world import World


def _spoken(title: str, picture: bytes | None = None, *files: bytes) -> Spoken:
    return Spoken(
        title=title,
        parts=(),
        buttons=(),
        picture=Attachment("图.png", "image/png", picture) if picture else None,
        files=tuple(Attachment(f"{n}.txt", "text/plain", content) for n, content in enumerate(files)),
    )


def _files(ledger: Session) -> list[bytes]:
    return sorted(ledger.exec(select(WebFile.content)))


def test_a_picture_that_stays_on_a_card_is_stored_once(world: World) -> None:
    def unit(ledger: Session) -> tuple[int, int, int]:
        now = world.clock.now()
        message = str(threads.append(ledger, "u1", _spoken("a", b"png", b"x"), now))
        first = threads.since(ledger, "u1")[0].version
        threads.rewrite(ledger, "u1", message, _spoken("a", b"png", b"x"), now)
        same = threads.since(ledger, "u1")[0].version
        threads.rewrite(ledger, "u1", message, _spoken("b", b"png", b"x"), now)
        assert _files(ledger) == [b"png", b"x"]
        return first, same, threads.since(ledger, "u1")[0].version

    first, same, changed = world.do(unit)
    assert first == same < changed


def test_a_picture_that_goes_from_a_card_goes_from_the_tables(world: World) -> None:
    def unit(ledger: Session) -> list[bytes]:
        message = str(threads.append(ledger, "u1", _spoken("a", b"old", b"x"), world.clock.now()))
        threads.rewrite(ledger, "u1", message, _spoken("a", b"new"), world.clock.now())
        return _files(ledger)

    assert world.do(unit) == [b"new"]


def test_words_under_one_id_are_kept_once(world: World) -> None:
    def unit(ledger: Session) -> list[str]:
        for update in ("1", "1", "2", "", ""):
            threads.append_words(ledger, "u1", f"第{update}次", world.clock.now(), by="u1", update=update)
        return [row.body["parts"][0] for row in threads.since(ledger, "u1")]

    assert world.do(unit) == ["第1次", "第2次", "第次", "第次"]


def _answers(world: World, reply: Reply, *, text: str = "", verb: str = "", message: str = "") -> list[str]:
    """Let the outlet answer, on top of one card, and return what the thread then says."""
    where, reader = Address("web", "u1"), Reader("zh", world.app.house.zone, world.clock.now())
    outlet: Outlet = world.app.web.outlet

    async def run() -> None:
        await outlet.send(where, Card(Line("web-mine")), reader)
        said = Request(
            Sender("web", "u1"), where, world.clock.now(), world.app.house, text=text, verb=verb, message=message
        )
        await outlet.respond(said, Answered(reply, reader))

    world.loop.run_until_complete(run())
    rows = world.do(lambda ledger: threads.since(ledger, "u1"))
    return ["/".join([row.body["title"], *row.body["parts"]]) for row in rows]


NEW = Card(Line("web-send"), (Line("web-leave"),))


def test_a_line_that_answers_a_tap_is_not_in_the_thread(world: World) -> None:
    assert _answers(world, Reply(Line("web-more")), verb="x", message="1") == ["我的消息"]


def test_a_card_takes_the_place_of_the_one_that_was_tapped(world: World) -> None:
    assert _answers(world, Reply(Line("web-more"), NEW, replaces=True), verb="x", message="1") == ["发送/退出"]


def test_a_card_that_cannot_take_a_place_is_a_new_one(world: World) -> None:
    assert _answers(world, Reply(card=NEW, replaces=True), verb="x", message="99") == ["我的消息", "发送/退出"]


def test_words_are_answered_by_the_line_and_the_card_in_one_message(world: World) -> None:
    assert _answers(world, Reply(Line("web-more"), NEW), text="hi") == ["我的消息", "更多/发送/退出"]


def test_words_are_answered_by_a_line_alone(world: World) -> None:
    assert _answers(world, Reply(Line("web-more")), text="hi") == ["我的消息", "/更多"]


def test_nothing_to_say_is_nothing_said(world: World) -> None:
    assert _answers(world, Reply(), text="hi") == ["我的消息"]
