"""Asking the dispatcher something as somebody, and what came of it."""

from dataclasses import dataclass

from sqlmodel import Session

from bot.chat import Address, Answered, Attachment, Audience, Drawing, Request, Sender
from bot.models.events import Dialogue
from bot.models.people import Branch, Member
from bot.texts import say, speak
from handlers.routes import ROUTES
from tests.scene import Scene
from tests.security.cases import ROSTER, Case
from tests.security.house import NOBODY, House, changed
from tests.security.table import DONE, REFUSED, verb_of

MISSING = "999983"
"""An id nothing has."""


@dataclass(frozen=True)
class Outcome:
    """What somebody heard, and which tables were changed by it."""

    heard: str
    refusal: str
    changed: frozenset[str]
    files: tuple[bytes, ...]

    @property
    def refused(self) -> bool:
        return bool(self.refusal)


def ask(house: House, label: str, case: Case, column: str, missing: str = "") -> Outcome:
    """Let somebody ask; the house is as it was built before, and shows what was changed after.

    With `missing`, everything that is named by its id has that one instead.
    """
    house.put_back()
    world, person = house.world, house.people[column]
    where = Address("web", person.user)
    if label.endswith("in-the-group"):
        where = Address("web", "room" if label.startswith("bind") or "/bind" in label else Scene.GROUP, Audience.GROUP)
    member_id = house.members.get(column, 0)
    if case.topic or case.before:
        world.do(lambda ledger: _prepare(ledger, house, case, where, person.user, member_id))
    verb = verb_of(label) if case.says is None else ""
    request = Request(
        Sender("web", person.user, person.name), where, world.clock.now(), world.app.house, verb=verb,
        text=house.fill(case.says or "", missing), chat_title="群",
        arguments={name: house.fill(value, missing) for name, value in case.args.items()},
        file=_roster(house, member_id) if case.file else None,
    )  # fmt: skip
    before, written = house.dump(), house.writes()
    answered = world.run(world.app.dispatcher.hear(request))
    return _outcome(answered, frozenset(changed(before, house.dump())) if house.writes() != written else frozenset())


def mark(house: House, label: str, case: Case, column: str) -> tuple[str, Outcome]:
    """Say whether it was done or refused: words that a dialogue did not take are refused by it."""
    outcome = ask(house, label, case, column)
    if outcome.refused:
        return REFUSED, outcome
    if (case.file and column in NOBODY) or (case.topic and label.startswith("topic/") and not is_asked(label, column)):
        alone = ask(house, label, Case(says=case.says), column)
        if outcome.heard == alone.heard:
            return REFUSED, Outcome(outcome.heard, "-", outcome.changed - {"dialogue"}, outcome.files)
    return DONE, outcome


def is_asked(label: str, column: str) -> bool:
    """Say whether the question of a dialogue can be open for somebody: those not in yet, or those who are."""
    return (column in NOBODY) is (verb_of(label).removeprefix("topic/") in ROUTES.joining)


def _prepare(ledger: Session, house: House, case: Case, where: Address, user: str, member_id: int) -> None:
    if case.topic:
        facts = {name: house.fill(value) if value.startswith("{") else value for name, value in case.facts.items()}
        now = house.world.clock.now()
        ledger.add(Dialogue(channel="web", user=user, chat=where.chat, topic=case.topic, facts=facts, at=now))
    if case.before and member_id:
        case.before(ledger, house, member_id)


def _roster(house: House, member_id: int) -> Attachment:
    def branch(ledger: Session) -> str:
        member = ledger.get(Member, member_id)
        return ledger.get_one(Branch, member.branch_id).name if member else "综合办公室党支部"

    return Attachment("名册.csv", "text/csv", ROSTER.format(branch=house.world.do(branch)).encode())


def _outcome(answered: Answered, tables: frozenset[str]) -> Outcome:
    reply, reader = answered.reply, answered.reader
    words = [say(reply.line, reader)] if reply.line else []
    files: list[bytes] = []
    if reply.card:
        spoken = speak(reply.card, reader)
        words += [spoken.title, *(part if isinstance(part, str) else " ".join(part) for part in spoken.parts)]
        words += [button.label for row in spoken.buttons for button in row]
        papers = [*spoken.files, *([spoken.picture] if spoken.picture else [])]
        assert not any(isinstance(paper, Drawing) for paper in papers)
        files = [paper.content for paper in papers]
    assert "error-ours" not in (reply.line.key if reply.line else ""), words
    refusal = reply.line.key if reply.line and reply.line.key.startswith("refusal-") else ""
    return Outcome("\n".join(words), refusal, tables, tuple(files))
