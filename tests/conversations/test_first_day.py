"""The first day: somebody claims the house."""

from tests.world import World


def test_whoever_opens_the_claim_link_is_the_coordinator(world: World) -> None:
    world.coordinator("陈联络").hears("陈联络，您好", "联络员")


def test_a_claim_link_opens_once(world: World) -> None:
    from bot.services import joining

    code = world.do(lambda ledger: joining.new_claim(ledger, world.clock.now()))
    world.person("甲").opens(code)
    world.person("乙").opens(code).hears("已经用过了")


def test_a_stranger_is_told_how_to_come_in(world: World) -> None:
    world.person("路人").says("你好").hears("我是结对", "邀请链接")


def test_a_stranger_who_reads_english_is_answered_in_english(world: World) -> None:
    world.person("Ann", language="en-GB").says("hello").hears("I am Jiedui")
