"""Group pages of the web chat: who may read them."""

from sqlmodel import Session

from bot.models.people import Branch, Group, Member
from bot.services import groups
from tests.scene import Scene


def _readable(scene: Scene, name: str) -> list[str]:
    def look(ledger: Session) -> list[str]:
        return [g.title for g in groups.readable_by(ledger, ledger.get_one(Member, scene.ids[name]))]

    return scene.world.do(look)


def test_a_new_group_page_is_read_by_both_branches_and_the_coordinator(pair: Scene) -> None:
    now = pair.world.clock.now()
    group = pair.world.do(lambda ledger: groups.open_web_group(ledger, pair.partnership, "学习群", now))
    assert group.channel == "web"
    assert len(group.chat) > 15
    for name in ("梅老师", "兰婶", "陈联络"):
        assert _readable(pair, name) == ["红色对子", "学习群"]


def test_a_branch_outside_the_partnership_reads_nothing(pair: Scene) -> None:
    def found_branch(ledger: Session) -> int:
        branch = Branch(name="农学院党总支", created_at=pair.world.clock.now())
        ledger.add(branch)
        ledger.flush()
        return branch.id or 0

    pair.join("外人", pair.world.do(found_branch))
    assert _readable(pair, "外人") == []


def test_a_closed_group_page_is_read_by_nobody(pair: Scene) -> None:
    def close(ledger: Session) -> None:
        ledger.get_one(Group, pair.group).closed_at = pair.world.clock.now()

    pair.world.do(close)
    assert _readable(pair, "梅老师") == []
    assert _readable(pair, "陈联络") == []


def test_a_group_follows_its_chat_to_a_new_id(pair: Scene) -> None:
    pair.world.do(lambda ledger: groups.move(ledger, "web", Scene.GROUP, "elsewhere", pair.world.clock.now()))
    assert pair.world.do(lambda ledger: ledger.get_one(Group, pair.group).chat) == "elsewhere"
