"""The commands an operator types."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli

Jiedui = Callable[..., Result]


@pytest.fixture
def jiedui(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jiedui:
    """Run a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *words: CliRunner().invoke(cli, list(words))


class _BotApi(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        good = self.path == "/bot1:good/getMe"
        body = b'{"ok":true,"result":{"username":"jiedui_bot"}}' if good else b'{"ok":false,"error_code":401}'
        self.send_response(200 if good else 401)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    """Return the address of something that answers getMe."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _BotApi)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_claim_prints_a_link_and_makes_the_database(jiedui: Jiedui) -> None:
    result = jiedui("claim")
    assert result.exit_code == 0
    assert re.search(r"http://127\.0\.0\.1:8300/start/[\w-]{22}\n", result.stdout)
    assert Path("data/jiedui.db").exists()


def test_wrong_settings_are_listed_and_nothing_is_done(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_WEB__PORT", "many")
    monkeypatch.setenv("JIEDUI_HOME__ZONE", "Mars")
    result = jiedui("claim")
    assert result.exit_code == 2
    assert "web.port" in result.stderr
    assert "home.zone" in result.stderr
    assert not Path("data").exists()


def test_a_backup_is_a_whole_database(jiedui: Jiedui) -> None:
    jiedui("claim")
    result = jiedui("backup", "copy.db")
    assert result.exit_code == 0, result.output
    with sqlite3.connect("copy.db") as copy:
        assert copy.execute("SELECT count(*) FROM invitation").fetchone() == (1,)
    copy.close()
    assert list(Path().glob("*.part*")) == []


def test_into_a_folder_copies_are_named_by_time_and_the_newest_are_kept(jiedui: Jiedui) -> None:
    jiedui("claim")
    Path("backups").mkdir()
    for day in range(3):
        Path(f"backups/jiedui-2020010{day}T000000Z.db").touch()
    result = jiedui("backup", "backups", "--keep", "2")
    assert result.exit_code == 0, result.output
    assert "删除了 2 份更早的备份" in result.stdout
    old, new = sorted(file.name for file in Path("backups").iterdir())
    assert old == "jiedui-20200102T000000Z.db"
    assert re.fullmatch(r"jiedui-\d{8}T\d{6}Z\.db", new)


def test_copies_to_keep_need_a_folder(jiedui: Jiedui) -> None:
    jiedui("claim")
    result = jiedui("backup", "copy.db", "--keep", "2")
    assert result.exit_code == 2
    assert "不是文件夹" in result.stderr
    assert not Path("copy.db").exists()


def test_a_backup_never_writes_over_a_file(jiedui: Jiedui) -> None:
    jiedui("claim")
    Path("mine.db").write_text("precious", encoding="utf-8")
    result = jiedui("backup", "mine.db")
    assert result.exit_code == 2
    assert "已经存在" in result.stderr
    assert Path("mine.db").read_text(encoding="utf-8") == "precious"


def test_there_is_nothing_to_back_up_before_the_first_start(jiedui: Jiedui) -> None:
    result = jiedui("backup", "copy.db")
    assert result.exit_code == 2
    assert "还没有数据库" in result.stderr
    assert not Path("copy.db").exists()


def test_a_backup_into_a_missing_folder_is_refused_in_words(jiedui: Jiedui) -> None:
    jiedui("claim")
    result = jiedui("backup", "nowhere/copy.db")
    assert result.exit_code == 2
    assert "没有备份成" in result.stderr


def test_check_before_the_first_start_finds_nothing_wrong(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_WEB__PORT", "9")
    result = jiedui("check")
    assert result.exit_code == 0, result.output
    assert "第一次启动时会建好" in result.stdout
    assert "没有回应" in result.stdout


def test_run_with_a_token_telegram_does_not_know_ends_with_a_sentence(
    jiedui: Jiedui, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIEDUI_TELEGRAM__TOKEN", "1:wrong")
    monkeypatch.setenv("JIEDUI_TELEGRAM__API_URL", api)
    monkeypatch.setenv("JIEDUI_WEB__PORT", "0")
    result = jiedui("run")
    assert result.exit_code == 2
    assert "请改设置" in result.stderr
    assert "1:wrong" not in result.output


def test_check_asks_telegram_whether_the_token_is_good(
    jiedui: Jiedui, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    jiedui("claim")
    monkeypatch.setenv("JIEDUI_TELEGRAM__API_URL", api)
    monkeypatch.setenv("JIEDUI_TELEGRAM__TOKEN", "1:good")
    monkeypatch.setenv("JIEDUI_WEB__PUBLIC_URL", api)
    result = jiedui("check")
    assert "@jiedui_bot" in result.stdout
    assert "是最新版本" in result.stdout
    assert "这个地址后面不是结对" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize(("token", "told"), [("1:bad", "BotFather"), ("1:good", "没有回应")])
def test_check_leaves_with_1_when_telegram_does_not_answer_well(
    jiedui: Jiedui, api: str, monkeypatch: pytest.MonkeyPatch, token: str, told: str
) -> None:
    monkeypatch.setenv("JIEDUI_TELEGRAM__API_URL", api if token == "1:bad" else "http://127.0.0.1:9")
    monkeypatch.setenv("JIEDUI_TELEGRAM__TOKEN", token)
    result = jiedui("check")
    assert result.exit_code == 1
    assert told in result.stdout
    assert token not in result.output


class _Unwell(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b'{"status":"red","red":[{"part":"disk","since":"2026-11-23T01:00:00Z"}]}')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_check_says_of_a_wecom_group_what_can_be_known_without_posting(
    jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
    monkeypatch.setenv("JIEDUI_WECOM_GROUPS__pair", f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={key}")
    monkeypatch.setenv("JIEDUI_WEB__PORT", "9")
    assert "要等第一条消息发出去才知道" in jiedui("check").stdout
    jiedui("claim")
    result = jiedui("check")
    assert result.exit_code == 0
    assert "没有叫“pair”的结对" in result.stdout
    assert key not in result.output


def test_check_tells_what_is_red_in_a_house_that_runs(jiedui: Jiedui, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Unwell) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("JIEDUI_WEB__PUBLIC_URL", f"http://127.0.0.1:{server.server_port}")
        result = jiedui("check")
        server.shutdown()
        thread.join()
    assert result.exit_code == 1
    assert "disk(2026-11-23T01:00:00Z)" in re.sub(r"[\s│]", "", result.stdout)


def test_check_tells_a_file_that_is_no_database(jiedui: Jiedui) -> None:
    Path("data").mkdir()
    Path("data/jiedui.db").write_bytes(b"not a database, only words" * 100)
    result = jiedui("check")
    assert result.exit_code == 1
    assert "打不开" in result.stdout


def test_without_words_the_help_is_shown_in_both_languages(jiedui: Jiedui) -> None:
    result = jiedui("--help")
    assert "启动" in result.output
    assert "Start the bot" in result.output


def test_when_shows_how_a_line_is_read(jiedui: Jiedui) -> None:
    words = ("when", "下周五下午3点-4点半 学习二十届四中全会精神", "--now", "2026-11-18T09:00")
    assert "11月27日 周五 15:00–16:30" in jiedui(*words).stdout
    assert json.loads(jiedui(*words, "--json").stdout) == {
        "start": "2026-11-27T15:00:00+08:00",
        "end": "2026-11-27T16:30:00+08:00",
        "rest": "学习二十届四中全会精神",
    }


def test_when_takes_another_zone(jiedui: Jiedui) -> None:
    result = jiedui("when", "tomorrow 9am x", "--now", "2026-07-01T12:00:00+00:00", "--tz", "Europe/Berlin", "--json")
    assert json.loads(result.stdout)["start"] == "2026-07-02T09:00:00+02:00"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("学习",), "学习"),
        (("2月30日 9点",), "2月30日"),
        (("周五15:00", "--tz", "Mars/Olympus"), "Mars/Olympus"),
        (("周五15:00", "--now", "soon"), "soon"),
    ],
)
def test_when_leaves_with_2_and_a_sentence_when_it_cannot(jiedui: Jiedui, words: tuple[str, ...], told: str) -> None:
    result = jiedui("when", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
