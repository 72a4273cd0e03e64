"""Settings: from nothing, from a file, from the environment; every mistake told at once."""

import tomllib
from datetime import time
from pathlib import Path

import pytest

from bot.config import BadSettings, Settings, load

EXAMPLE = Path("config.example.toml")


@pytest.fixture(autouse=True)
def _a_folder_without_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str) -> None:
    Path("config.toml").write_text(text, encoding="utf-8")


def test_nothing_needs_to_be_set() -> None:
    settings = load()
    assert (settings.web.host, settings.web.port, settings.web.base) == ("127.0.0.1", 8300, "http://127.0.0.1:8300")
    assert (settings.home.language, settings.home.zone) == ("zh", "Asia/Shanghai")
    assert settings.database.url == "sqlite:///data/jiedui.db"


def test_the_environment_wins_over_the_file_key_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    write('[telegram]\ntoken = "1:a"\nmode = "webhook"\n[web]\nport = 1\npublic_url = "https://a.example"')
    monkeypatch.setenv("JIEDUI_TELEGRAM__TOKEN", "2:b")
    monkeypatch.setenv("JIEDUI_WEB__PORT", "9000")
    settings = load()
    assert (settings.telegram.token, settings.telegram.mode, settings.web.port) == ("2:b", "webhook", 9000)


def test_words_of_the_environment_become_what_the_setting_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "JIEDUI_WATCH__ON": "true",
        "JIEDUI_HOME__QUIET_FROM": "21:30",
        "jiedui_web__port": "x",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert (settings.watch.on, settings.home.quiet_from, settings.web.port) == (True, time(21, 30), 8300)


def test_a_setting_of_the_environment_that_there_is_not_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDUI_WEB__PROT", "1")
    monkeypatch.setenv("JIEDUI_WEB", "{}")
    with pytest.raises(BadSettings) as told:
        load()
    assert {key for key, _ in told.value.mistakes} == {"web.prot", "JIEDUI_WEB"}


def test_a_named_file_is_read_and_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="cannot be read"):
        load(tmp_path / "missing.toml")


def test_all_mistakes_are_told_together_with_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        '[home]\nzone = "Asien/Peking"\nlanguage = "fr"\n[web]\nport = 99999\npublic_url = "jiedui.example"\n'
        '[telegram]\ntoken = "abc"\ntokn = "x"\n[database]\nurl = "mysql://x"'
    )
    monkeypatch.setenv("JIEDUI_WEBB__PORT", "1")
    with pytest.raises(BadSettings) as told:
        load()
    by_key = dict(told.value.mistakes)
    assert set(by_key) == {
        "home.zone",
        "home.language",
        "web.port",
        "web.public_url",
        "telegram.token",
        "telegram.tokn",
        "database.url",
        "JIEDUI_WEBB__PORT",
    }
    assert "Asia/Shanghai" in by_key["home.zone"]
    assert "https://" in by_key["web.public_url"]
    assert "BotFather" in by_key["telegram.token"]
    assert "no such setting" in by_key["telegram.tokn"]


@pytest.mark.parametrize("text", ["[home", "home = 3", '[home]\nlanguage = ["zh"]'])
def test_a_broken_file_is_a_sentence_and_not_a_traceback(text: str) -> None:
    write(text)
    with pytest.raises(BadSettings):
        load()


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSettings, match="cannot be read"):
        load()


def test_webhooks_need_an_address_telegram_can_reach() -> None:
    write('[telegram]\ntoken = "1:a"\nmode = "webhook"')
    with pytest.raises(BadSettings, match=r"web\.public_url"):
        load()


def test_the_example_holds_every_key_with_its_default_and_a_comment(request: pytest.FixtureRequest) -> None:
    text = (request.config.rootpath / EXAMPLE).read_text(encoding="utf-8")
    assert Settings(**tomllib.loads(text)) == Settings()
    for section, field in Settings.model_fields.items():
        keys = getattr(type(field.default), "model_fields", ())  # names of partnerships are the operator's
        assert set(tomllib.loads(text)[section]) == set(keys)
        for key in keys:
            before = text.split(f"[{section}]")[1].split(f"\n{key} = ")[0].splitlines()[-1]
            assert before.startswith("#"), f"{section}.{key} has no comment"


ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"


def test_a_wecom_group_is_a_partnership_and_the_address_of_a_robot() -> None:
    write(f'[telegram]\ntoken = "1:a"\n[wecom_groups]\n"红色对子" = " {ROBOT}"')
    settings = load()
    assert settings.wecom_groups == {"红色对子": ROBOT}
    assert {"1:a", "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"} <= set(settings.secrets)


@pytest.mark.parametrize(
    "address",
    [
        "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
        ROBOT.partition("key=")[0],
        ROBOT.replace("https", "http"),
        ROBOT.replace("/send", ""),
        "https:///cgi-bin/webhook/send?key=a",
    ],
)
def test_an_address_that_is_no_robots_is_told_without_repeating_it(address: str) -> None:
    write(f'[wecom_groups]\n"红色对子" = "{address}"')
    with pytest.raises(BadSettings) as told:
        load()
    ((key, wrong),) = told.value.mistakes
    assert key == "wecom_groups.红色对子"
    assert "copy the whole line" in wrong
    assert "693a91f6" not in str(told.value)


@pytest.mark.parametrize(
    ("lines", "wrong"), [(f'a = "{ROBOT}"\nb = "{ROBOT}"', "twice"), (f'" " = "{ROBOT}"', "empty")]
)
def test_two_partnerships_in_one_group_and_one_without_a_name_are_told(lines: str, wrong: str) -> None:
    write(f"[wecom_groups]\n{lines}")
    with pytest.raises(BadSettings, match=wrong) as told:
        load()
    assert told.value.mistakes[0][0] == "wecom_groups"


def test_half_a_robot_is_no_robot() -> None:
    write('[wecom_robot]\nbot_id = "aib"')
    with pytest.raises(BadSettings) as told:
        load()
    assert [key for key, _ in told.value.mistakes] == ["wecom_robot.secret"]


def test_a_long_connection_has_an_address_of_its_own_kind() -> None:
    write('[wecom_robot]\nbot_id = "aib"\nsecret = "s"\nurl = "https://openws.example"')
    with pytest.raises(BadSettings, match="wss://openws"):
        load()


APP = """[wecom_app]
corp_id = "ww1"
agent_id = 1000002
secret = "s"
token = "QDG6eK"
aes_key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
"""
HTTPS = '[web]\npublic_url = "https://jiedui.example.org"\n'


def test_an_app_has_secrets_that_are_never_written() -> None:
    write(f"{HTTPS}{APP}")
    settings = load()
    assert {"s", "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"} <= set(settings.secrets)
    assert settings.wecom_app.agent_id == 1000002


@pytest.mark.parametrize(
    ("written", "key", "wrong"),
    [
        (APP.replace('"QDG6eK"', '"QDG 6eK"'), "wecom_app.token", "letters and digits"),
        (APP.replace('"QDG6eK"', f'"{"x" * 33}"'), "wecom_app.token", "up to 32"),
        (APP.replace("2B2C", "2B2"), "wecom_app.aes_key", "all of its 43"),
        (APP.replace("2B2C", "2B2!"), "wecom_app.aes_key", "all of its 43"),
        (APP.replace('secret = "s"\n', ""), "wecom_app.secret", "missing: secret"),
        (APP.replace("agent_id = 1000002\n", "").replace('token = "QDG6eK"\n', ""), "wecom_app.agent_id", "token"),
        (APP.replace("1000002", '"one"'), "wecom_app.agent_id", "integer"),
        (APP + 'api_url = "qyapi"\n', "wecom_app.api_url", "web address"),
    ],
)
def test_what_is_wrong_with_an_app_is_told(written: str, key: str, wrong: str) -> None:
    write(f"{HTTPS}{written}")
    with pytest.raises(BadSettings, match=wrong) as told:
        load()
    assert [key for key, _ in told.value.mistakes] == [key]


def test_all_that_is_wrong_with_an_app_is_told_at_once() -> None:
    write(f'{HTTPS}[wecom_app]\ntoken = "?"\naes_key = "short"\nagent_id = -1')
    with pytest.raises(BadSettings) as told:
        load()
    assert {key for key, _ in told.value.mistakes} == {"wecom_app.token", "wecom_app.aes_key", "wecom_app.agent_id"}


def test_an_app_is_called_over_https() -> None:
    write(APP)
    with pytest.raises(BadSettings) as told:
        load()
    assert told.value.mistakes[0][0] == "web.public_url"
