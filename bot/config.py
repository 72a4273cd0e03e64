"""Settings: config.toml with the environment over it, frozen, all mistakes reported at once."""

import os
import re
import tomllib
from base64 import b64decode
from dataclasses import dataclass
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "JIEDUI_"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError("not a time zone; write one like Asia/Shanghai") from error
    return name


def _database(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise ValueError("not a database address; write one like sqlite:///data/jiedui.db") from error
    if backend != "sqlite":
        raise ValueError("only SQLite is supported; write an address like sqlite:///data/jiedui.db")
    return url


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")) or len(url.split("://", 1)[1]) == 0:
        raise ValueError("not a web address; write one like https://jiedui.example.org")
    return url.rstrip("/")


def _socket(url: str) -> str:
    if not url.startswith(("wss://", "ws://")) or len(url.split("://", 1)[1]) == 0:
        raise ValueError("not the address of a long connection; write one like wss://openws.work.weixin.qq.com")
    return url


def _ip(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError as error:
        raise ValueError("not an address of a machine; write one like 10.0.0.2") from error


def _token(token: str) -> str:
    number, colon, secret = token.partition(":")
    if token and not (number.isdigit() and colon and secret):
        raise ValueError("not a bot token; copy the whole line BotFather gave, like 123456:ABC-DEF")
    return token


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Home(_Section):
    """What is assumed until a partnership or a member says otherwise. Times of day are local."""

    language: Literal["zh", "en"] = "zh"
    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    quiet_from: time = time(22)
    quiet_to: time = time(7)
    daily_cap: int = Field(default=4, ge=1, le=20)
    digest_weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "fri"
    digest_at: time = time(17)

    @property
    def weekday(self) -> int:
        """The digest's weekday as a number, 0 for Monday."""
        return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(self.digest_weekday)


class Database(_Section):
    """Where the rows live, as a SQLAlchemy address."""

    url: Annotated[str, AfterValidator(_database)] = "sqlite:///data/jiedui.db"


class Web(_Section):
    """The built-in web chat."""

    host: str = "127.0.0.1"
    port: int = Field(default=8300, ge=0, le=65535)
    public_url: Annotated[str, AfterValidator(lambda url: _address(url) if url else "")] = ""
    proxy: Annotated[str, AfterValidator(lambda text: _ip(text) if text else "")] = ""

    @property
    def base(self) -> str:
        """The address people open, without a last slash."""
        return self.public_url or f"http://{self.host}:{self.port}"


class Telegram(_Section):
    """The Telegram bot; off while there is no token."""

    token: Annotated[str, AfterValidator(_token)] = ""
    api_url: Annotated[str, AfterValidator(_address)] = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"


def _group_robot(url: str) -> str:
    parts = urlsplit(url.strip())
    here = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    known = parts.scheme == "https" or (parts.scheme == "http" and here)
    if not (known and parts.hostname and parts.path.endswith("/send") and parse_qs(parts.query).get("key")):
        raise ValueError(
            "not the address of a group's robot; copy the whole line WeCom shows, like "
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…"
        )
    return url.strip()


class WecomRobot(_Section):
    """A smart robot of WeCom over its long connection; off while there is no `bot_id`.

    `name` is what it is called in the corporation: how it is mentioned in groups, and who people are told to write to.
    """

    bot_id: str = ""
    secret: str = ""
    name: str = "结对"
    url: Annotated[str, AfterValidator(_socket)] = "wss://openws.work.weixin.qq.com"


def _calls_token(token: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]{0,32}", token):
        raise ValueError("not a token of WeCom's calls; it has up to 32 letters and digits, like QDG6eK")
    return token


def _aes_key(letters: str) -> str:
    try:
        is_key = not letters or (len(letters) == 43 and len(b64decode(f"{letters}=", validate=True)) == 32)
    except ValueError:
        is_key = False
    if not is_key:
        raise ValueError("not an EncodingAESKey; copy all of its 43 letters and digits from the app's page")
    return letters


class WecomApp(_Section):
    """A self-built app of WeCom; off while there is no `corp_id`.

    `name` is what it is called in the corporation: what people are told to open.
    """

    corp_id: str = ""
    agent_id: int = Field(default=0, ge=0)
    secret: str = ""
    token: Annotated[str, AfterValidator(_calls_token)] = ""
    aes_key: Annotated[str, AfterValidator(_aes_key)] = ""
    name: str = "结对"
    api_url: Annotated[str, AfterValidator(_address)] = "https://qyapi.weixin.qq.com"


class Log(_Section):
    """The log, on standard error. `auto`: lines for people on a terminal, else one JSON object a line."""

    format: Literal["auto", "text", "json"] = "auto"
    level: Literal["debug", "info", "warning", "error"] = "info"


class Watching(_Section):
    """Figures for Prometheus and health in detail, on an address of their own; off by default."""

    on: bool = False
    host: str = "127.0.0.1"
    port: int = Field(default=8301, ge=0, le=65535)
    token: str = ""

    @property
    def is_shut_in(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")


class Settings(_Section):
    """All settings, a section a room."""

    home: Home = Home()
    database: Database = Database()
    web: Web = Web()
    telegram: Telegram = Telegram()
    wecom_groups: dict[str, Annotated[str, AfterValidator(_group_robot)]] = {}
    wecom_robot: WecomRobot = WecomRobot()
    wecom_app: WecomApp = WecomApp()
    log: Log = Log()
    watch: Watching = Watching()

    @model_validator(mode="after")
    def _webhook_reachable(self) -> Self:
        if self.telegram.mode == "webhook" and self.telegram.token and not self.web.public_url.startswith("https://"):
            raise ValueError(
                "web.public_url: Telegram calls webhooks over https only; write the https address of this bot"
            )
        return self

    @model_validator(mode="after")
    def _a_group_each(self) -> Self:
        if len(set(self.wecom_groups.values())) < len(self.wecom_groups):
            raise ValueError("wecom_groups: one address stands there twice; a group belongs to one partnership")
        if any(not name.strip() for name in self.wecom_groups):
            raise ValueError('wecom_groups: a name is empty; write a partnership\'s, like "红色对子" = "https://…"')
        return self

    @property
    def secrets(self) -> tuple[str, ...]:
        """What is never to be written anywhere."""
        keys = (parse_qs(urlsplit(address).query)["key"][0] for address in self.wecom_groups.values())
        app = self.wecom_app
        return (self.telegram.token, self.wecom_robot.secret, app.secret, app.token, app.aes_key, *keys)

    @model_validator(mode="after")
    def _app_whole(self) -> Self:
        keys = ("corp_id", "agent_id", "secret", "token", "aes_key")
        missing = [key for key in keys if not getattr(self.wecom_app, key)]
        if missing and len(missing) < len(keys):
            said = ", ".join(missing)
            raise ValueError(f"wecom_app.{missing[0]}: an app needs all of its lines; missing: {said}")
        if not missing and not self.web.public_url.startswith("https://"):
            raise ValueError("web.public_url: WeCom calls apps over https; write the https address of this bot")
        return self

    @model_validator(mode="after")
    def _robot_whole(self) -> Self:
        if bool(self.wecom_robot.bot_id) != bool(self.wecom_robot.secret):
            raise ValueError("wecom_robot.secret: a robot has both a bot_id and a secret; copy both, or neither")
        return self

    @model_validator(mode="after")
    def _figures_for_few(self) -> Self:
        if self.watch.on and not self.watch.is_shut_in and not self.watch.token:
            raise ValueError(
                "watch.token: others reach watch.host; write a long random word that Prometheus has to show"
            )
        return self


@dataclass(eq=False)
class BadSettings(Exception):
    """Everything that is wrong with the settings: (key, what is wrong and what to write)."""

    mistakes: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "\n".join(f"{key}: {wrong}" for key, wrong in self.mistakes)


def load(file: Path | None = None) -> Settings:
    """Read the settings: `file`, or config.toml here if there is one, and the environment over it.

    Raises BadSettings with every mistake.
    """
    path = file or Path("config.toml")
    written: dict[str, object] = {}
    if file or path.exists():
        try:
            written = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadSettings(((str(path), f"cannot be read: {error}"),)) from error
    strays = []
    for name, value in os.environ.items():
        if not name.startswith(PREFIX):
            continue
        section, _, key = name.removeprefix(PREFIX).lower().partition("__")
        if not key or section not in Settings.model_fields:
            strays.append((name, f"no such setting; the sections are {', '.join(Settings.model_fields)}"))
        elif isinstance(beside := written.setdefault(section, {}), dict):
            beside[key] = value
    try:
        settings = Settings.model_validate(written)
    except ValidationError as error:
        wrong = tuple(_mistake(".".join(map(str, e["loc"])), e["type"], e["msg"]) for e in error.errors())
        raise BadSettings((*wrong, *strays)) from error
    if strays:
        raise BadSettings(tuple(strays))
    return settings


def _mistake(key: str, kind: str, message: str) -> tuple[str, str]:
    if kind == "extra_forbidden":
        return key, "no such setting; see config.example.toml for those there are"
    words = message.removeprefix("Value error, ")
    if not key:  # a rule about several keys names the one to mend
        key, _, words = words.partition(": ")
    return key, words
