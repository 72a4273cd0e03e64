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


def test_a_group_bound_at_its_new_place_already_is_left_there(pair: Scene) -> None:
    new = Group(partnership_id=pair.partnership, channel="web", chat="-1001", title="新", bound_at=NOW)
    pair.world.do(lambda ledger: ledger.add(new))
    change(pair, Turn.MOVED, Scene.GROUP, "-1001")
    chats_now = pair.world.do(lambda ledger: [g.chat for g in ledger.exec(select(Group))])
    assert chats_now == [Scene.GROUP, "-1001"]


def test_a_group_is_renamed_and_left(pair: Scene) -> None:
    change(pair, Turn.RENAMED, Scene.GROUP, "希勤对子")
    assert group(pair).title == "希勤对子"
    change(pair, Turn.LEFT, Scene.GROUP)
    assert group(pair).closed_at == NOW
