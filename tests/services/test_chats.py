from datetime import UTC, datetime

from sqlmodel import Session, select

from bot.chat import ChatChanged, Turn
from bot.models.people import Account, Group
from bot.services import chats
from tests.scene import Scene

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def change(scene: Scene, turn: Turn, chat: str, becomes: str = "") -> None:
    told = ChatChanged("web", chat, turn, NOW, "", becomes)
    scene.world.do(lambda ledger: chats.changed(ledger, told))


def group(scene: Scene) -> Group:
    return scene.world.do(lambda ledger: ledger.exec(select(Group)).one())


def test_a_closed_private_chat_opens_again(pair: Scene) -> None:
    def closed(ledger: Session) -> bool:
        return ledger.exec(select(Account).where(Account.chat == pair.mei.user)).one().closed_at is not None

    change(pair, Turn.CLOSED, pair.mei.user)
    assert pair.world.do(closed)
    change(pair, Turn.OPENED, pair.mei.user)
    assert not pair.world.do(closed)


def test_a_group_moves_once_however_often_it_is_told(pair: Scene) -> None:
    for _ in range(2):
        change(pair, Turn.MOVED, Scene.GROUP, "-1001")
    assert group(pair).chat == "-1001"


def at_the_new_place(scene: Scene, closed_at: datetime | None = None) -> None:
    """Bind the new chat by itself before anybody says that the group moved there, move it, and let the house settle."""
    new = Group(
        partnership_id=scene.partnership, channel="web", chat="-1001", title="新", bound_at=NOW, closed_at=closed_at
    )
    scene.world.do(lambda ledger: ledger.add(new))
    change(scene, Turn.MOVED, Scene.GROUP, "-1001")
    scene.world.settle()


def let_go_at(scene: Scene) -> list[tuple[str, datetime | None]]:
    """Return where groups are and since when they are closed."""
    return scene.world.do(lambda ledger: [(g.chat, g.closed_at) for g in ledger.exec(select(Group))])


def test_a_group_bound_at_its_new_place_already_takes_over_and_nobody_is_troubled(pair: Scene) -> None:
    at_the_new_place(pair)
    assert let_go_at(pair) == [(Scene.GROUP, NOW), ("-1001", None)]
    assert pair.chen.thread() == []


def test_where_the_new_place_was_let_go_before_the_coordinator_hears_that_the_group_is_lost(pair: Scene) -> None:
    at_the_new_place(pair, closed_at=NOW)
    assert let_go_at(pair) == [(Scene.GROUP, NOW), ("-1001", NOW)]
    pair.chen.hears("发不出消息")


def test_a_group_is_renamed_and_left(pair: Scene) -> None:
    change(pair, Turn.RENAMED, Scene.GROUP, "希勤对子")
    assert group(pair).title == "希勤对子"
    change(pair, Turn.LEFT, Scene.GROUP)
    assert group(pair).closed_at == NOW
