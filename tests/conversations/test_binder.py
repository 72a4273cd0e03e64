"""Each branch's own papers of an event."""

from tests.announced import publish
from tests.forged import forge
from tests.held import hold, sheet_of
from tests.scene import OFFICE, VILLAGE, Scene


def test_each_branch_gets_its_own_papers(pair: Scene) -> None:
    hold(pair)
    pair.li.taps("确认 1 人").taps("签到表").hears(f"{OFFICE}的签到表")
    rows = sheet_of(pair.li)
    assert ["3", "梅老师", "正式党员", "书记确认"] in rows or any("梅老师" in row for row in rows)
    assert not any("兰婶" in cell for row in rows for cell in row)
    pair.wang.taps("签到表")
    assert any("生病" in row for row in sheet_of(pair.wang))
    pair.wang.taps("活动记录").hears(f"{VILLAGE}的活动记录")
    assert pair.wang.file(".docx").name == f"学党史-{VILLAGE}.docx"


def test_before_it_there_is_a_sheet_to_sign_by_hand_and_no_record(pair: Scene) -> None:
    event = publish(pair)
    pair.wang.says("回复情况").taps("签到表")
    assert ["1", "王书记", "正式党员"] in sheet_of(pair.wang)
    forge(pair.wang, "record", event=event).hears("还没有确认")
