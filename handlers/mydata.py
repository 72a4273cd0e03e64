"""What is kept of a member: shown, exported, erased."""

import json

from sqlmodel import Session

from bot.cards import me as cards
from bot.cards import member as member_cards
from bot.chat import Attachment, Reply, Request
from bot.services import members, privacy, roles


def show(request: Request, ledger: Session) -> Reply:
    """Say what is kept."""
    return Reply(card=cards.data(privacy.kept(ledger, request.somebody)), replaces=bool(request.message))


def export(request: Request, ledger: Session) -> Reply:
    """Hand over everything that is kept, as JSON."""
    whole = privacy.export(ledger, request.somebody)
    content = json.dumps(whole, ensure_ascii=False, indent=2).encode()
    name = f"jiedui-{request.words.now.astimezone(request.words.zone):%Y%m%d}.json"
    return Reply(card=cards.exported(Attachment(name, "application/json", content)))


def erase(request: Request, ledger: Session) -> Reply:
    """Erase everything, after two more yeses. Raises LastCoordinator."""
    roles.require_another(ledger, request.somebody)
    step = request.number("step", 0)
    if step < 2:
        return Reply(card=cards.sure_to_erase(step + 1), replaces=True)
    privacy.erase(ledger, member=request.somebody, now=request.at)
    return Reply(card=cards.erased())


def forget(request: Request, ledger: Session) -> Reply:
    """Erase somebody who has left and asks their secretary for it, after one more yes."""
    by, member_id = request.somebody, request.number("member")
    member = members.to_change(ledger, by, member_id)
    if request.arguments.get("sure") != "yes":
        return Reply(card=member_cards.sure_to_forget(member), replaces=True)
    privacy.erase_former(ledger, by=by, member_id=member_id, now=request.at)
    return Reply(card=cards.forgotten(), replaces=True)
