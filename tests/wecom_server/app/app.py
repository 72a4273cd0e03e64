"""A self-built app as WeCom knows it: its secret and token, its cards and their codes, who it may not write to."""

import secrets
from dataclasses import dataclass, field

from tests.wecom_server.world import Body, Message, Speaker, World

TOKEN_LASTS, CODE_LASTS, DAY = 7200.0, 72 * 3600.0, 86400.0


@dataclass(eq=False)
class Code:
    """A response_code: lets the cards it came for be updated once, within 72 hours."""

    cards: list[Message]
    at: float
    used: bool = False


@dataclass(eq=False)
class Sent:
    """What one call sent, to however many."""

    messages: list[Message]
    at: float
    recalled: bool = False


class App(Speaker):
    """One app. `url` is where WeCom calls it, empty while nothing is set.

    `outside` are people not in its scope, `refuses` what is told of others instead of sending to them alone.
    """

    def __init__(self, world: World, corp_id: str, agent_id: int, secret: str, token: str, aes_key: str) -> None:
        super().__init__(f"app{agent_id}", "结对")
        self.world, self.corp_id, self.agent_id, self.secret = world, corp_id, agent_id, secret
        self.token, self.aes_key, self.url = token, aes_key, ""
        self.outside: set[str] = set()
        self.refuses: dict[str, int] = {}
        self.tasks: set[str] = set()
        self.codes: dict[str, Code] = {}
        self.sent: dict[str, Sent] = {}
        self.seen: dict[str, float] = {}
        self._access: tuple[str, float] = ("", 0.0)
        self._old: set[str] = set()

    def access(self) -> str:
        """Return the app's one access token: the same until it has run out or was revoked."""
        token, at = self._access
        if not token or at <= self.world.now() - TOKEN_LASTS:
            self._old.add(token)
            self._access = secrets.token_urlsafe(48), self.world.now()
        return self._access[0]

    def revoke(self) -> None:
        """Let the access token be good for nothing before its time."""
        self._access = "", 0.0

    def judge(self, token: str) -> tuple[int, str] | None:
        """Return what is wrong with an access token."""
        if not token:
            return 41001, "access_token missing"
        mine, at = self._access
        if token in self._old or (token == mine and at <= self.world.now() - TOKEN_LASTS):
            return 42001, "access_token expired"
        return None if token == mine else (40014, "invalid access_token")

    def new_code(self, *cards: Message) -> str:
        """Return a fresh response_code for cards."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(list(cards), self.world.now())
        return code

    def repeats(self, key: str, interval: float) -> bool:
        """Say whether the same was sent within the interval; note that it was sent now where it was not."""
        at = self.seen.get(key)
        if at is not None and at > self.world.now() - interval:
            return True
        self.seen[key] = self.world.now()
        return False


@dataclass(eq=False)
class Call:
    """One call of the interface as it came, for tests to look at."""

    path: str
    query: Body
    body: Body
    told: dict[str, object] = field(default_factory=dict)
