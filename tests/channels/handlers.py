"""What the little house of the channels' tests can do: one handler for everything a channel has to carry."""

from dataclasses import replace

from sqlmodel import Session

from bot.chat import Attachment, Card, Line, Reply, Request, Route, Routes, Row, Style, Verbatim, tap
from bot.models.people import Role

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff89993d1d0000000049454e44ae426082"
)


def said(text: str) -> Line:
    """Return a line that says a text."""
    return Line("hello-claimed", name=Verbatim(text))


def card(title: str = "学习", *, answer: str = "", picture: bytes = b"", files: tuple[Attachment, ...] = ()) -> Card:
    """Return a card with three buttons; it shows an answer once there is one."""
    rows = [Row(Line("label-place"), Verbatim("友谊渠 <3"))]
    if answer:
        rows.append(Row(Line("label-when"), Verbatim(answer)))
    buttons = (
        tap(Line("answer-yes"), "rsvp", 7, "yes", style=Style.PRIMARY),
        tap(Line("answer-no"), "rsvp", 7, "no", style=Style.DANGER),
    )
    shown = Attachment("turnout.png", "image/png", picture) if picture else None
    return Card(said(title), tuple(rows), (buttons,), shown, files)


class Handlers:
    """What this house can do; everything heard is kept."""

    def __init__(self) -> None:
        self.heard: list[Request] = []

    def words(self, request: Request, ledger: Session) -> Reply:
        """Repeat what was said."""
        self.heard.append(request)
        return Reply(said(f"没看懂{request.text}"))

    def card(self, request: Request, ledger: Session) -> Reply:
        """Show a card."""
        self.heard.append(request)
        return Reply(card=card(request.text or "学习"))

    def rsvp(self, request: Request, ledger: Session) -> Reply:
        """Take an answer: the card shows it."""
        self.heard.append(request)
        answer = request.arguments.get("answer", "yes")
        return Reply(said(f"已记下 {answer}"), card(answer=answer), replaces=True)

    def refuse(self, request: Request, ledger: Session) -> Reply:
        """Refuse, at length when asked so."""
        return Reply(said("名额已满" * (60 if request.arguments.get("long") else 1)), alert=True)

    def menu(self, request: Request, ledger: Session) -> Reply:
        """Show buttons for everything else."""
        rows = (
            (tap(Line("answer-maybe"), "refuse"), tap(Line("reason-travel"), "refuse", "long")),
            (tap(Line("reason-ill"), "picture"), tap(Line("reason-work"), "break")),
        )
        return Reply(card=Card(said("菜单"), buttons=rows))

    def picture(self, request: Request, ledger: Session) -> Reply:
        """Show a picture with buttons, and a file."""
        return Reply(
            card=card("周报", picture=PICTURE, files=(Attachment("学习.ics", "text/calendar", b"BEGIN:VCALENDAR"),))
        )

    def paper(self, request: Request, ledger: Session) -> Reply:
        """Give a file back."""
        assert request.file
        file = replace(request.file, content=request.read(bytes))
        self.heard.append(replace(request, file=file))
        return Reply(card=Card(said(file.name), files=(file,)))

    def long(self, request: Request, ledger: Session) -> Reply:
        """Show more buttons than fit into one card anywhere; a tap shows them again."""
        self.heard.append(request)
        names = tuple((tap(said(f"第{n}人"), "long", n),) for n in range(23))
        line = said("已记下") if request.message else None
        return Reply(line, Card(said("谁到了"), buttons=names), replaces=True)

    def hello(self, request: Request, ledger: Session) -> Reply:
        """Greet in the speaker's language."""
        return Reply(card=Card(parts=(Line("hello-stranger"),)))

    def breaks(self, request: Request, ledger: Session) -> Reply:
        """Fail."""
        raise RuntimeError("broken on purpose")

    def routes(self) -> Routes:
        """Return the table."""
        return Routes(
            table=(
                Route("start", self.words, aliases=("start",), strangers=True, menu=Role.MEMBER),
                Route("card", self.card, aliases=("card", "卡片"), strangers=True, groups=True, menu=Role.MEMBER),
                Route(
                    "rsvp", self.rsvp, aliases=("参加",), parameters=("event", "answer"), strangers=True, groups=True
                ),
                Route("refuse", self.refuse, parameters=("long",), strangers=True, groups=True),
                Route("menu", self.menu, aliases=("菜单",), strangers=True, menu=Role.SECRETARY),
                Route("picture", self.picture, aliases=("周报",), strangers=True),
                Route("long", self.long, aliases=("长单",), parameters=("who",), strangers=True),
                Route("hello", self.hello, aliases=("hello",), strangers=True),
                Route("break", self.breaks, strangers=True),
                Route("entered", self.hello, strangers=True),
                Route("arrived", self.words, strangers=True, groups=True),
            ),
            topics={},
            file=self.paper,
            words=self.words,
        )
