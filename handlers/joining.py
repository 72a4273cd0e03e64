"""Coming in: a branch's link or the group's button, one's name, and what a stranger says unasked."""

from sqlmodel import Session

from bot.cards import hello
from bot.cards import joining as cards
from bot.chat import Line, Reply, Request
from bot.models.people import Branch, Member, Role, Standing
from bot.rules.introductions import introduced, said_name
from bot.rules.people import CardTooOld
from bot.services import admission, branches, dialogues
from bot.services.joining import Opened

YES = frozenset({"是", "是的", "对", "是我", "yes", "y"})


def opened(request: Request, ledger: Session, found: Opened) -> Reply:
    """Answer a branch's link: ask a stranger for their name, know the others."""
    branch = ledger.get_one(Branch, found.invitation.branch_id)
    if found.member:
        here = ledger.get(Branch, found.member.branch_id)
        if here is not None and here is not branch:
            return Reply(card=cards.elsewhere(here, branch))
        return Reply(card=cards.welcome(found.member, branch))
    dialogues.begin(ledger, request, "join-name", invitation=found.invitation.id or 0)
    known = admission.match(ledger, found.invitation, request.sender.name) if request.sender.name else None
    return Reply(card=cards.ask_name(branch, known.name if known else ""))


def from_group(request: Request, ledger: Session) -> Reply:
    """Answer the start button under a group's card: ask a stranger for name and branch."""
    if request.member:
        return Reply(card=hello.lost(request.member.role))
    dialogues.begin(ledger, request, "join-ask")
    return Reply(card=cards.ask_both())


def chat_name(request: Request, ledger: Session) -> Reply:
    """Take the name their chat shows, which the roster knows."""
    found = dialogues.current(ledger, request)
    if found is None or found.topic != "join-name" or _is_in(request):
        raise CardTooOld
    return _named(request, ledger, int(found.facts["invitation"]), request.sender.name)


def name(request: Request, ledger: Session) -> Reply:
    """Take the name somebody typed after opening a branch's link."""
    return _named(request, ledger, request.number("invitation"), said_name(request.text))


def introduction(request: Request, ledger: Session) -> Reply:
    """Take a name and a branch, and read them back. Raises NotIntroduced."""
    known = {branch.name: branch for branch in branches.in_use(ledger)}
    said = introduced(request.text, known)
    branch = known[said.branch]
    dialogues.begin(ledger, request, "join-sure", branch=branch.id or 0, name=said.name)
    return Reply(card=cards.sure(said.name, branch, Line("join-sure-ask")))


def answered(request: Request, ledger: Session) -> Reply:
    """Take words instead of a tap on 是我: a yes, or everything again."""
    if request.text.strip().casefold() in YES:
        return its_me(request, ledger)
    if request.arguments.get("invitation"):
        return name(request, ledger)
    return introduction(request, ledger)


def its_me(request: Request, ledger: Session) -> Reply:
    """Let somebody in who was recognised, or ask the secretary about them."""
    facts = _facts(request, ledger)
    invitation = admission.good(ledger, int(facts["invitation"]), request.at) if "invitation" in facts else None
    dialogues.end(ledger, request)
    if invitation is None:
        return _ask(request, ledger, int(facts["branch"]), facts["name"])
    sender, chat, now = request.sender, request.address.chat, request.at
    if "member" in facts:
        known = ledger.get_one(Member, int(facts["member"]))
        member = admission.come_in(ledger, invitation=invitation, member=known, sender=sender, chat=chat, now=now)
    else:
        member = admission.appointed(
            ledger, invitation=invitation, name=facts["name"], sender=sender, chat=chat, now=now
        )
    if member is None:
        return _ask(request, ledger, invitation.branch_id or 0, facts["name"], invitation.id)
    return Reply(card=cards.welcome(member, ledger.get(Branch, member.branch_id)), replaces=bool(request.verb))


def not_me(request: Request, ledger: Session) -> Reply:
    """Take back what was read: somebody else of that name waits for the secretary, anything else is asked again."""
    facts = _facts(request, ledger)
    if "member" in facts:
        invitation = admission.good(ledger, int(facts["invitation"]), request.at)
        dialogues.end(ledger, request)
        return _ask(request, ledger, invitation.branch_id or 0, facts["name"], int(facts["invitation"]))
    if "invitation" in facts:
        branch = ledger.get_one(Branch, admission.good(ledger, int(facts["invitation"]), request.at).branch_id)
        dialogues.begin(ledger, request, "join-name", invitation=int(facts["invitation"]))
        return Reply(card=cards.ask_name(branch), replaces=True)
    dialogues.begin(ledger, request, "join-ask")
    return Reply(card=cards.ask_both(), replaces=True)


def come_back(request: Request, ledger: Session) -> Reply:
    """Let somebody who left ask to come back."""
    member = admission.come_back(ledger, sender=request.sender, chat=request.address.chat, now=request.at)
    return Reply(card=cards.asked(ledger.get_one(Branch, member.branch_id)), replaces=True)


def ask_move(request: Request, ledger: Session) -> Reply:
    """Let a member ask to change to another branch."""
    admission.ask_to_move(ledger, member=request.somebody, branch_id=request.number("branch"), now=request.at)
    return Reply(card=cards.asked(ledger.get_one(Branch, request.somebody.branch_id)), replaces=True)


def _named(request: Request, ledger: Session, invitation_id: int, said: str) -> Reply:
    invitation = admission.good(ledger, invitation_id, request.at)
    branch = ledger.get_one(Branch, invitation.branch_id)
    known = admission.match(ledger, invitation, said)
    if known:
        dialogues.begin(ledger, request, "join-sure", invitation=invitation_id, member=known.id or 0, name=known.name)
        return Reply(card=cards.sure(known.name, branch, Line("join-sure-known")))
    if invitation.role is Role.SECRETARY:
        dialogues.begin(ledger, request, "join-sure", invitation=invitation_id, name=said)
        return Reply(card=cards.sure(said, branch, Line("join-sure-secretary")))
    dialogues.end(ledger, request)
    return _ask(request, ledger, branch.id or 0, said, invitation_id)


def _ask(request: Request, ledger: Session, branch_id: int, said: str, invitation_id: int | None = None) -> Reply:
    admission.ask(
        ledger,
        branch_id=branch_id,
        name=said,
        sender=request.sender,
        chat=request.address.chat,
        now=request.at,
        invitation=admission.good(ledger, invitation_id, request.at) if invitation_id else None,
    )
    return Reply(card=cards.asked(ledger.get_one(Branch, branch_id)), replaces=bool(request.verb))


def _facts(request: Request, ledger: Session) -> dict[str, str]:
    found = dialogues.current(ledger, request)
    if found is None or found.topic != "join-sure" or _is_in(request):
        raise CardTooOld
    return {fact: str(value) for fact, value in found.facts.items()}


def _is_in(request: Request) -> bool:
    return request.member is not None and request.member.standing is Standing.ACTIVE
