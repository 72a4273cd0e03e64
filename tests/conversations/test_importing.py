"""A roster comes as a file."""

import io

import openpyxl
import pytest

from bot.chat import Attachment
from tests.scene import OFFICE, VILLAGE, Scene
from tests.world import Person


def _csv(*lines: str, encoding: str = "utf-8") -> Attachment:
    return Attachment("名册.csv", "text/csv", "\n".join(lines).encode(encoding))


def _xlsx(*rows: tuple[str, ...]) -> Attachment:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return Attachment("名册.xlsx", "application/vnd.ms-excel", out.getvalue())


def _sends(person: Person, file: Attachment) -> Person:
    return person.says("", file=file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_csv_is_shown_before_it_is_taken_in(pair: Scene, encoding: str) -> None:
    _sends(pair.wang, _csv("姓名,类别,角色", "张三,预备党员,", "李四,,组织委员", encoding=encoding))
    pair.wang.hears("请核对名册", "新增 2 人，更新 0 人", "有 1 人没写类别").taps("确认导入 2 人").hears(
        "已导入", "新增 2 人"
    )
    pair.wang.says("名册").hears("4 人，已加入 2 人")
    assert "张三 · 预备党员 · 未加入" in pair.wang.last().buttons
    assert "李四 · 正式党员 · 支部书记 · 未加入" in pair.wang.last().buttons


def test_a_second_import_updates_instead_of_doubling(pair: Scene) -> None:
    for expected in ("新增 1 人，更新 1 人", "新增 0 人，更新 0 人，回来 0 人，不变 2 人"):
        _sends(pair.wang, _xlsx(("姓名", "类别"), ("兰婶", "群众"), ("张 三", "发展对象"))).hears(expected)
        if "确认导入 2 人" in pair.wang.last().buttons:
            pair.wang.taps("确认导入 2 人")
    pair.wang.hears("没有要改的").says("名册").hears("3 人")
    assert "兰婶 · 群众 · 已加入" in pair.wang.last().buttons


def test_a_file_takes_no_role_and_no_category_away(pair: Scene) -> None:
    _sends(pair.wang, _csv("姓名", "王书记", "兰婶")).hears("新增 0 人，更新 0 人，回来 0 人，不变 2 人")


def test_somebody_who_left_comes_back_by_the_file(pair: Scene) -> None:
    pair.lan.says("退出").taps("退出")
    _sends(pair.wang, _csv("姓名,类别", "兰婶,正式党员")).hears("回来 1 人").taps("确认导入 1 人")
    pair.wang.says("名册").hears("2 人，已加入 2 人")


def test_every_bad_row_is_named_with_its_line_and_reason(pair: Scene) -> None:
    _sends(pair.wang, _csv("姓名,支部,类别,手机,籍贯", "张三,,党外,138,北京", f"李四,{OFFICE},,,", ",,预备党员,139,"))
    pair.wang.hears(
        "有 3 行不能导入", "第 2 行 张三：不认识类别“党外”", "第 3 行 李四：", "由它自己的书记管理", "第 4 行"
    )
    pair.wang.hears("这些列我不保存，没有读：手机", "这些列没有用到：籍贯", "没有要改的")
    assert list(pair.wang.last().buttons) == ["算了"]


def test_many_bad_rows_come_as_a_file_too(pair: Scene) -> None:
    _sends(pair.wang, _csv("姓名,类别", *(f"人{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[n]},外星人" for n in range(14))))
    pair.wang.hears("有 14 行不能导入", "还有 2 行，见附件")
    assert "第 15 行 人卯" in pair.wang.file(".txt").content.decode("utf-8-sig")


def test_of_several_with_one_name_the_row_is_left_out(pair: Scene) -> None:
    pair.wang.says("添加成员 张三").says("添加成员 张三")
    _sends(pair.wang, _csv("姓名", "张三")).hears("第 2 行 张三：支部里有几位同名的")


def test_a_coordinator_imports_for_all_branches(pair: Scene) -> None:
    _sends(pair.chen, _csv("姓名,支部,角色", f"张三,{VILLAGE},书记", "李四,,联络员", "王五,希琴村党支部,"))
    pair.chen.hears("新增 2 人", "第 4 行 王五：没有叫“希琴村党支部”的支部，是不是“希勤村党支部”").taps("确认导入 2 人")
    pair.chen.says("名册").taps(VILLAGE).hears("3 人").says("名册").taps(OFFICE).hears("4 人")


def test_a_coordinator_imports_for_the_branch_that_was_tapped(pair: Scene) -> None:
    pair.chen.says("名册").taps(VILLAGE).taps("导入名册").hears("请把名册文件").says("好的").hears("请把名册文件")
    _sends(pair.chen, _csv("姓名", "张三")).hears("新增 1 人").taps("确认导入 1 人")
    pair.chen.taps("成员").hears("哪个支部").taps(VILLAGE).hears(f"{VILLAGE}名册：3 人")


def test_the_template_can_be_filled_in_and_sent_back(pair: Scene) -> None:
    pair.wang.says("导入名册").taps("下载模板").hears("填好后直接发给我")
    book = openpyxl.load_workbook(io.BytesIO(pair.wang.file(".xlsx").content))
    book.worksheets[0].append(("张三", VILLAGE, "预备党员", "成员"))
    out = io.BytesIO()
    book.save(out)
    _sends(pair.wang, Attachment("名册.xlsx", "", out.getvalue())).hears("新增 1 人")


def test_what_was_shown_is_confirmed_after_a_restart_and_only_once(pair: Scene) -> None:
    _sends(pair.wang, _csv("姓名", "张三"))
    card = pair.wang.last()
    pair.wang.taps("确认导入 1 人", card).hears("已导入").taps("确认导入 1 人", card).hears("不能用了")


def test_a_members_file_is_not_a_roster(pair: Scene) -> None:
    _sends(pair.mei, _csv("姓名", "张三")).hears("只有支部书记可以这样做")
    _sends(pair.world.person("路人"), _csv("姓名", "张三")).hears("我是结对")


def test_what_is_no_table_is_refused_with_what_to_send(pair: Scene) -> None:
    _sends(pair.wang, Attachment("照片.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" * 9)).hears("请发 .xlsx 或 .csv 文件")
