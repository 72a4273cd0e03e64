"""What every page begins with: whose browser it is, in which language, and how a page is made."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sqlmodel import Session
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web import sessions
from bot.channels.web.address import address_of
from bot.channels.web.backstage import Backstage
from bot.channels.web.guard import BASE, MOST_FILE, check_form
from bot.channels.web.inbound import file_name
from bot.channels.web.marks import linked
from bot.channels.web.words import Words, asked_for
from bot.chat import Attachment, House, Reader, Sender, Visitor
from bot.clock import Clock
from bot.store import Gate
from bot.texts import LANGUAGES

if TYPE_CHECKING:
    from jinja2 import Environment

NAME = "web"
_FOLDER = Path(__file__).parent


@cache
def _templates() -> "Environment":
    """Return what makes pages. Jinja is loaded for the first of them: many houses have none in a day."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - see above

    templates = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["linked"] = linked
    templates.globals["nonce"] = lambda: secrets.token_urlsafe(12)
    return templates


@cache
def _static_version() -> str:
    """Return a mark that changes whenever a script or style does, so that browsers may keep them for long."""
    files = sorted((_FOLDER / "static").iterdir())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody filled in."""

    fields: Mapping[str, str]
    file: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that is signed in."""

    token: str
    sender: Sender
    visitor: Visitor

    @property
    def user(self) -> str:
        """The web user, whose id is their thread's."""
        return self.sender.user

    @property
    def reader(self) -> Reader:
        """Whose eyes read the page."""
        return self.visitor.reader

    @property
    def frame(self) -> str:
        """A mark of what a page shows around its thread: an open page that carries another one is out of date."""
        member = self.visitor.member
        who = (member.id, member.name, member.role, member.standing) if member else ()
        shown = (*who, self.reader.language, *(f"{group.chat} {group.title}" for group in self.visitor.groups))
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:10]


class Front:
    """Shared by all pages. `public` is the address people open; `framed` lets pages of this house hold ours."""

    def __init__(self, gate: Gate, clock: Clock, backstage: Backstage, *, framed: bool) -> None:
        self.gate = gate
        self.clock = clock
        self.backstage = backstage
        self.framed = framed
        self.secure = backstage.house.web.startswith("https://")

    async def visit(self, request: Request) -> Visit | None:
        """Return who looks at the page; None for a browser that is not (or no longer) signed in."""
        token, now = self.token(request), self.clock.now()

        def look(ledger: Session) -> Visit | None:
            session = sessions.find(ledger, token, now)
            if session is None:
                return None
            sender = Sender(NAME, session.user, language=session.language or self.language(request))
            visitor = self.backstage.know(ledger, sender, self.backstage.house, now)
            if visitor is None:
                sessions.end_all(ledger, session.user)
                return None
            return Visit(token, sender, visitor)

        return await self.gate.run(look) if token else None

    def address(self, request: Request) -> str:
        """Return from where somebody asks; empty where a proxy does not tell."""
        return address_of(request, self.backstage.proxy)

    def token(self, request: Request) -> str:
        """Return the browser's token; nothing where there is none, or none of our making."""
        token = request.cookies.get(self._cookie(request), "")
        return token if sessions.is_token(token) else ""

    def keep(self, request: Request, response: Response, token: str) -> None:
        """Let the browser keep its token for as long as sessions last."""
        response.set_cookie(
            self._cookie(request),
            token,
            max_age=int(sessions.LASTS.total_seconds()),
            path=base_of(request) or "/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def forget(self, request: Request, response: Response) -> None:
        """Let the browser throw its token away."""
        response.delete_cookie(
            self._cookie(request), path=base_of(request) or "/", secure=self.secure, httponly=True, samesite="lax"
        )

    def _cookie(self, request: Request) -> str:
        """Name the cookie: one for each place the pages are mounted at, bound to this very host under https."""
        base = base_of(request)
        return f"{'__Host-' if self.secure and not base else ''}jiedui{base.replace('/', '_')}"

    def language(self, request: Request) -> str:
        """Return the language a page is asked for in: by its address, else by the browser."""
        wished = request.query_params.get("lang", "")
        return wished if wished in LANGUAGES else asked_for(request.headers.get("accept-language", ""), self._house)

    @property
    def _house(self) -> House:
        return self.backstage.house

    def stranger(self, request: Request) -> Reader:
        """Return how somebody reads who is not signed in."""
        return Reader(self.language(request), self._house.zone, self.clock.now())

    async def form(self, request: Request) -> Form:
        """Return what a form of ours carries. Raises HTTPException (400, 403, 413)."""
        async with request.form(max_files=1, max_fields=20) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            check_form(request, self.token(request), fields.get("csrf", ""), self._house.web)
            upload = form.get("file")
            if not isinstance(upload, UploadFile) or not upload.filename:
                return Form(fields)
            content = await upload.read(MOST_FILE + 1)
        if len(content) > MOST_FILE:
            raise HTTPException(413)
        kind = upload.content_type or "application/octet-stream"
        return Form(fields, Attachment(file_name(upload.filename), kind, content))

    def page(self, request: Request, name: str, reader: Reader, *, status: int = 200, **facts: Any) -> Response:
        """Make a page from a template."""
        return HTMLResponse(self.render(request, name, reader, **facts), status)

    def render(self, request: Request, name: str, reader: Reader, **facts: Any) -> Markup:
        """Put a template into words."""
        token = facts.pop("token", self.token(request))
        return Markup(  # noqa: S704 - autoescaped by the template
            _templates()
            .get_template(name)
            .render(
                say=Words(reader),
                base=base_of(request),
                static=_static_version(),
                csrf=sessions.csrf_of(token) if token else "",
                live="poll" if self.framed else "stream",
                **facts,
            )
        )


def base_of(request: Request) -> str:
    """Return the path the pages are mounted under, without a last slash; empty at the root."""
    return str(request.scope[BASE])


def wants_json(request: Request) -> bool:
    """Say whether a script asks, not a person's browser by itself."""
    return "application/json" in request.headers.get("accept", "")
