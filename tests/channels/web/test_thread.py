"""The chat and the group pages over HTTP."""

from typing import Any

from sqlmodel import Session, select

from bot.channels.web import inbound
from bot.chat import Address, Audience, Card, Line, Reader, Row, Verbatim, tap
from bot.models.people import Account
from bot.models.web import WebMessage
from tests.channels.web.browser import Browser, fresh, text_of
from tests.channels.web.conftest import Opens
from tests.scene import Scene
from tests.world import Person


def _reader(scene: Scene) -> Reader:
    return Reader("zh", scene.world.app.house.zone, scene.world.clock.now())


def _tell(scene: Scene, chat: str, card: Card, audience: Audience = Audience.PRIVATE) -> str:
    """Let the bot say a card and return the message's id."""
    return scene.world.loop.run_until_complete(
        scene.world.app.web.send(Address("web", chat, audience), card, _reader(scene))
    )


def _news(browser: Browser, path: str = "/chat", after: int = 0) -> list[dict[str, Any]]:
    news = browser.get(f"{path}/news?after={after}").json()
    return list(news["messages"])


def test_whoever_is_not_in_sees_no_chat(stranger: Browser) -> None:
    assert stranger.get("/chat").headers["location"] == "/"
    refused = stranger.get("/chat/news", accept="application/json")
    assert refused.status_code == 401
    assert refused.json()["error"].startswith("您已退出")


def test_typed_words_are_answered_in_the_thread(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    assert browser.send("/chat/say", text="你好").json() == {"message": "", "text": "", "alert": False}
    said = [text_of(message["html"]) for message in _news(browser)]
    assert "你好" in said[0]
    assert "没看懂" in said[1]


def test_words_sent_again_under_the_same_id_are_one_effect(pair: Scene, signed_in: Opens) -> None:
    browser, update = signed_in(pair.mei), fresh()
    for _ in range(3):
        browser.send("/chat/say", text="你好", update=update)
    assert len(_news(browser)) == 2


def test_the_same_id_of_another_person_is_another_thing(pair: Scene, signed_in: Opens) -> None:
    update = fresh()
    for person in (pair.mei, pair.lan):
        browser = signed_in(person)
        browser.send("/chat/say", text="你好", update=update)
        assert len(_news(browser)) == 2


def test_a_form_without_scripts_leads_back_to_the_chat(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    assert browser.post("/chat/say", text="你好").headers["location"] == "/chat"
    assert "没看懂" in browser.get("/chat").text


def test_a_refusal_is_shown_by_the_card_that_was_tapped(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    message = _tell(pair, pair.mei.user, Card(Line("web-mine"), buttons=((tap(Line("web-send"), "nosuchverb"),),)))
    answer = browser.send("/chat/tap", message=message, data="nosuchverb").json()
    assert answer == {"message": message, "text": answer["text"], "alert": True}
    assert "这张卡片已经不能用了" in answer["text"]


def test_without_scripts_a_refusal_stands_on_the_page(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    message = _tell(pair, pair.mei.user, Card(Line("web-mine"), buttons=((tap(Line("web-send"), "nosuchverb"),),)))
    page = browser.post("/chat/tap", message=message, data="nosuchverb")
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert "这张卡片已经不能用了" in page.text


def test_a_tap_sent_twice_says_nothing_the_second_time(pair: Scene, signed_in: Opens) -> None:
    browser, update = signed_in(pair.mei), fresh()
    message = _tell(pair, pair.mei.user, Card(Line("web-mine")))
    assert browser.send("/chat/tap", message=message, data="nosuchverb", update=update).json()["alert"] is True
    assert browser.send("/chat/tap", message=message, data="nosuchverb", update=update).json()["text"] == ""


def test_hostile_words_are_only_words(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }} & \u202e'
    card = Card(
        Line("web-start-branch", branch=Verbatim(evil)),
        (Row(Line("web-mine"), Verbatim(evil)),),
        ((tap(Line("web-start-branch", branch=Verbatim(evil)), "x", '"><b>'),),),
    )
    _tell(pair, pair.mei.user, card)
    browser.send("/chat/say", text=evil)
    for html in (browser.get("/chat").text, "".join(m["html"] for m in _news(browser))):
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;" in html
        assert "{{ 7*7 }}" in html
        assert 'value="x:&#34;&gt;&lt;b&gt;"' in html


def test_a_link_in_the_words_can_be_followed(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    link = "http://127.0.0.1:8300/start/a-b_c"
    _tell(pair, pair.mei.user, Card(Line("web-start-branch", branch=Verbatim(f"看{link}，"))))
    _tell(pair, pair.mei.user, Card(parts=(Line("web-start-branch", branch=Verbatim(f"看{link}，")),)))
    assert f'看<a href="{link}" target="_blank" rel="noopener noreferrer">{link}</a>，' in browser.get("/chat").text


def test_too_many_words_are_refused_in_words(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    most = "好" * inbound.MOST_LETTERS
    refused = browser.send("/chat/say", text=most + "好")
    assert refused.status_code == 413
    assert "一次最多 4,000 个字" in refused.json()["text"] or "一次最多 4000 个字" in refused.json()["text"]
    assert "太长了" in browser.post("/chat/say", text=most + "好").text
    assert browser.send("/chat/say", text=most).status_code == 200


def test_what_our_pages_never_send_is_refused(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    assert browser.send("/chat/say", text="  ").status_code == 400
    assert browser.send("/chat/say", text="hi", update="short").status_code == 400
    assert browser.send("/chat/tap", message="x", data="start").status_code == 400
    assert browser.send("/chat/tap", message="1", data="").status_code == 400
    assert browser.send("/chat/file").status_code == 400
    assert browser.send("/chat/file", {"file": ("a.txt", b"x")}, update="?").status_code == 400
    assert "看不懂" in browser.post("/chat/say", text="hi", update="short").text


def test_a_file_is_handed_to_the_house_and_only_its_name_is_kept(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    sent = browser.send("/chat/file", {"file": ("../名册.csv", b"name,branch", "text/csv")})
    assert sent.status_code == 200
    rows = pair.world.do(lambda ledger: ledger.exec(select(WebMessage).where(WebMessage.mine)).all())
    assert [row.body["sent"] for row in rows] == ["名册.csv"]
    assert "名册.csv" in browser.get("/chat").text


def test_another_persons_message_cannot_be_tapped_over(pair: Scene, signed_in: Opens) -> None:
    theirs = _tell(pair, pair.lan.user, Card(Line("web-mine")))
    signed_in(pair.mei).send("/chat/tap", message=theirs, data="start")
    assert pair.lan.last().text == "我的消息"


def test_old_messages_are_a_page_away(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    ids = [
        _tell(pair, pair.mei.user, Card(parts=(Line("web-start-branch", branch=Verbatim(f"第{n}条")),)))
        for n in range(130)
    ]
    page = browser.get("/chat").text
    assert "第129条" in page
    assert "第29条" not in page
    assert f'href="?before={ids[30]}"' in page
    older = browser.get(f"/chat?before={ids[30]}").text
    assert "第29条" in older
    assert "第30条" not in older
    assert "回到最新" in older
    assert "第129条" in browser.get("/chat?before=nonsense").text


def test_days_are_set_apart(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    _tell(pair, pair.mei.user, Card(Line("web-mine")))
    pair.world.clock.advance(days=1)
    _tell(pair, pair.mei.user, Card(Line("web-mine")))
    page = browser.get("/chat").text
    assert page.count('class="day"') == 2
    assert "11月23日 周一" in page
    assert "11月24日 周二" in page


def test_an_edited_card_says_when_it_was_edited(pair: Scene, signed_in: Opens) -> None:
    browser, world = signed_in(pair.mei), pair.world
    message = _tell(pair, pair.mei.user, Card(Line("web-mine")))
    world.clock.advance(minutes=5)
    here = Address("web", pair.mei.user)
    world.loop.run_until_complete(world.app.web.edit(here, message, Card(Line("web-send")), _reader(pair)))
    assert "09:05 更新" in text_of(browser.get("/chat").text)


def test_the_commands_are_those_of_the_role(pair: Scene, signed_in: Opens) -> None:
    assert 'class="quick"' not in signed_in(pair.world.person("路人")).get("/chat").text
    member = signed_in(pair.mei).get("/chat").text
    coordinator = signed_in(pair.chen).get("/chat").text
    assert "新建对子" in coordinator
    assert "新建对子" not in member


def test_a_group_page_is_read_by_its_members_only(pair: Scene, signed_in: Opens) -> None:
    _tell(pair, Scene.GROUP, Card(Line("web-start-branch", branch=Verbatim("看板"))), Audience.GROUP)
    assert "看板" in signed_in(pair.lan).get(f"/g/{Scene.GROUP}").text
    outsider = signed_in(pair.world.person("路人"))
    for end in ("", "/news", "/events"):
        assert outsider.get(f"/g/{Scene.GROUP}{end}").status_code == 404
    assert outsider.send(f"/g/{Scene.GROUP}/say", text="hi").status_code == 404
    assert outsider.send(f"/g/{Scene.GROUP}/tap", message="1", data="start").status_code == 404


def test_the_chat_leads_to_the_group_pages(pair: Scene, signed_in: Opens) -> None:
    assert f'href="/g/{Scene.GROUP}"' in signed_in(pair.mei).get("/chat").text


def test_words_said_in_a_group_carry_the_name_for_others(pair: Scene, signed_in: Opens) -> None:
    mei, lan = signed_in(pair.mei), signed_in(pair.lan)
    mei.send(f"/g/{Scene.GROUP}/say", text="大家好")
    assert 'class="message mine"' in mei.get(f"/g/{Scene.GROUP}").text
    seen = lan.get(f"/g/{Scene.GROUP}").text
    assert '<p class="author">梅老师</p>' in seen
    assert "大家好" in seen


def test_the_name_goes_when_the_account_goes(pair: Scene, signed_in: Opens) -> None:
    signed_in(pair.mei).send(f"/g/{Scene.GROUP}/say", text="大家好")

    def forget(ledger: Session) -> None:
        for account in ledger.exec(select(Account).where(Account.user == pair.mei.user)):
            ledger.delete(account)

    pair.world.do(forget)
    assert '<p class="author">有人</p>' in signed_in(pair.lan).get(f"/g/{Scene.GROUP}").text


def test_a_person_with_an_empty_thread_is_told_so(pair: Scene, signed_in: Opens) -> None:
    assert "还没有消息" in signed_in(pair.mei).get("/chat").text
    assert "这里还没有活动" in signed_in(pair.mei).get(f"/g/{Scene.GROUP}").text


def test_two_people_never_share_a_thread(pair: Scene, signed_in: Opens) -> None:
    def secret(person: Person) -> str:
        return f"给{person.name}的话"

    for person in (pair.mei, pair.lan):
        _tell(pair, person.user, Card(Line("web-start-branch", branch=Verbatim(secret(person)))))
    page = signed_in(pair.mei).get("/chat").text
    assert secret(pair.mei) in page
    assert secret(pair.lan) not in page
