"""The coordinator's page of the ledger: what waits, what did not get there, and who cannot be written to."""

from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.cards.stuck import Desk
from bot.channels.web import inbound
from bot.channels.web.errors import NotSignedIn
from bot.channels.web.front import NAME, Front, Visit
from bot.chat import Address
from bot.models.people import Member
from bot.rules.people import is_coordinator
from bot.texts import say

_VERBS = frozenset({"deliver_again", "deliver_drop", "deliver_arrived"})
_PAGE = 20


class DeskPages:
    """One page and its forms. For everybody else it does not exist."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def routes(self) -> list[Route]:
        """Return the routes; there are none where the house shows no ledger."""
        if self._front.backstage.desk is None:
            return []
        return [Route("/deliveries", self.page), Route("/deliveries", self.decide, methods=["POST"])]

    async def page(self, request: Request) -> Response:
        """Show it, or with `?page=` the next ones that need a person."""
        return await self._page(request, *await self._coordinator(request))

    async def decide(self, request: Request) -> Response:
        """Take a decision, as a tap on a card is taken, and show the page as it is then."""
        form = await self._front.form(request)
        visit, member = await self._coordinator(request)
        backstage, here = self._front.backstage, Address(NAME, visit.user)
        facts = (visit.sender, here, backstage.house, backstage.routes, self._front.clock.now())
        try:
            said = inbound.tapped({**form.fields, "message": "0"}, *facts)
        except inbound.Unreadable as error:
            raise HTTPException(400) from error
        if said.verb not in _VERBS:
            raise HTTPException(400)
        answered = await backstage.hear(said)
        line = answered.reply.line
        note = {"text": say(line, answered.reader), "alert": answered.reply.alert} if line else {}
        return await self._page(request, visit, member, note)

    async def _coordinator(self, request: Request) -> tuple[Visit, Member]:
        visit = await self._front.visit(request)
        if visit is None:
            raise NotSignedIn
        member = visit.visitor.member
        if member is None or not is_coordinator(member):
            raise HTTPException(404)
        return visit, member

    async def _page(
        self, request: Request, visit: Visit, member: Member, note: dict[str, object] | None = None
    ) -> Response:
        make, now = self._front.backstage.desk, self._front.clock.now()
        if make is None:
            raise HTTPException(404)
        asked = request.query_params.get("page", "")
        number = int(asked) - 1 if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 else 0

        def read(ledger: Session) -> Desk:
            return make(ledger, member, now, max(0, number), _PAGE)

        desk = await self._front.gate.run(read)
        page = self._front.page(
            request, "desk.html", visit.reader, desk=desk, note=note or {}, first=desk.stuck.number * _PAGE,
            me=member.name,
        )  # fmt: skip
        self._front.keep(request, page, visit.token)
        return page
