"""Coming in and going out: the welcome page, start links, signing out, the language."""

from functools import partial

from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web import inbound, sessions
from bot.channels.web.errors import NotSignedIn
from bot.channels.web.front import NAME, Front, Visit, base_of
from bot.channels.web.live import Watchers
from bot.channels.web.outlet import Outlet
from bot.chat import Door, Sender
from bot.texts import LANGUAGES, say


class DoorPages:
    """Pages for those who are not in yet, or want to leave."""

    def __init__(self, front: Front, outlet: Outlet, watchers: Watchers) -> None:
        self._front = front
        self._outlet = outlet
        self._watchers = watchers

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            Route("/", self.home),
            Route("/hello", self.enter, methods=["POST"]),
            Route("/start/{code}", self.door),
            Route("/start/{code}", self.enter, methods=["POST"]),
            Route("/language", self.language, methods=["POST"]),
            Route("/leave", self.leave, methods=["POST"]),
        ]

    async def home(self, request: Request) -> Response:
        """Welcome somebody, or lead those who are in to their chat."""
        if await self._front.visit(request):
            return RedirectResponse(f"{base_of(request)}/chat", 303)
        return self._entrance(request, Door(), "/hello")

    async def door(self, request: Request) -> Response:
        """Show a start link's page. Nothing is used up by looking: link previews look."""
        code = request.path_params["code"]
        door = await self._behind(request, code)
        return self._entrance(request, door, f"/start/{code}")

    def _entrance(self, request: Request, door: Door, action: str, refusal: str = "", status: int = 200) -> Response:
        token = self._front.token(request) or sessions.new_token()
        name = "welcome.html" if action == "/hello" else "start.html"
        page = self._front.page(
            request,
            name,
            self._front.stranger(request),
            token=token,
            status=status,
            branch=door.branch,
            action=action,
            refusal=refusal,
        )
        self._front.keep(request, page, token)
        return page

    async def enter(self, request: Request) -> Response:
        """Open a start code (or greet a stranger) and sign the browser in as whom it admits."""
        form = await self._front.form(request)
        front, code, now = self._front, request.path_params.get("code", ""), self._front.clock.now()
        visit, token = await front.visit(request), front.token(request)
        door = await self._behind(request, code) if code else Door()
        sender = Sender(NAME, _user(visit, door), language=front.language(request))
        try:
            said = inbound.start(code, form.fields, sessions.hash_of(token)[:16], sender, front.backstage.house, now)
        except inbound.Unreadable as error:
            raise HTTPException(400) from error
        answered = await front.backstage.hear(said)
        if answered.reply.alert and answered.reply.line:
            return self._entrance(request, Door(), f"/start/{code}", say(answered.reply.line, answered.reader), 410)
        response = RedirectResponse(f"{base_of(request)}/chat", 303)
        if not answered.repeated:
            await front.gate.run(
                partial(sessions.begin, token=token, user=sender.user, language=sender.language, now=now)
            )
            await self._outlet.respond(said, answered)
            front.keep(request, response, token)
        return response

    async def _behind(self, request: Request, code: str) -> Door:
        """Look through a code. Raises TooManyGuesses."""
        front, address, now = self._front, self._front.address(request), self._front.clock.now()
        return await front.gate.run(lambda ledger: front.backstage.behind(ledger, code, address, now))

    async def language(self, request: Request) -> Response:
        """Speak another language from now on."""
        form = await self._front.form(request)
        visit = await self._front.visit(request)
        chosen = form.fields.get("language", "")
        if visit is None:
            raise NotSignedIn
        if chosen not in LANGUAGES:
            raise HTTPException(400)
        now = self._front.clock.now()

        def choose(ledger: Session) -> None:
            sessions.begin(ledger, visit.token, visit.user, chosen, now)
            self._front.backstage.choose_language(ledger, visit.sender, chosen)

        await self._front.gate.run(choose)
        return RedirectResponse(f"{base_of(request)}/chat", 303)

    async def leave(self, request: Request) -> Response:
        """Sign this browser out, or every browser of this person."""
        form = await self._front.form(request)
        visit = await self._front.visit(request)
        if visit:
            everywhere = form.fields.get("everywhere") == "yes"
            await self._front.gate.run(
                partial(sessions.end_all, user=visit.user) if everywhere else partial(sessions.end, token=visit.token)
            )
            self._watchers.touch(visit.user)
        response = RedirectResponse(f"{base_of(request)}/", 303)
        self._front.forget(request, response)
        return response


def _user(visit: Visit | None, door: Door) -> str:
    """Say as whom a code is opened: who is here already, unless the code is another person's."""
    if visit and door.member_id is None:
        return visit.user
    if visit and visit.visitor.member and visit.visitor.member.id == door.member_id:
        return visit.user
    if visit and visit.visitor.member is None and not door.user:
        return visit.user
    return door.user or sessions.new_user()
