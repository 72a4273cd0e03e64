"""Wrong codes, counted by who tried them. They are on the tables: a restart forgives nobody."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.chat import Sender
from bot.models.guesses import Guess
from bot.rules import guesses as rules
from bot.rules.codes import hash_code


def require_patience(ledger: Session, who: Sender | str, now: datetime) -> None:
    """Raise TooManyGuesses for a person, or an address, that has tried too much; an empty address is nobody's."""
    since = now - rules.WINDOW
    theirs = ledger.exec(select(Guess.at).where(Guess.who_hash == _hash(who), col(Guess.at) > since)).all()
    everybodys = ledger.exec(select(func.min(Guess.at)).where(col(Guess.at) > since).group_by(Guess.code_hash)).all()
    most = rules.BY_ONE_PERSON if isinstance(who, Sender) else rules.FROM_ONE_ADDRESS
    rules.require_patience(theirs if who else (), everybodys, most)


def note(ledger: Session, who: Sender | str, code: str, now: datetime) -> None:
    """Count a code that opened nothing; the same one tried again counts from when it was tried last."""
    ledger.merge(Guess(who_hash=_hash(who), code_hash=hash_code(code), at=now))
    ledger.flush()


def _hash(who: Sender | str) -> str:
    return hash_code(f"{who.channel}:{who.user}" if isinstance(who, Sender) else f"address:{who}")
