"""The font that comes with the house draws what its people are called."""

from fontTools.ttLib import TTFont

from bot.papers.pen import FONT


def characters() -> set[int]:
    with TTFont(FONT) as font:
        return set(font.getBestCmap())


def test_every_character_of_gb_2312_is_there() -> None:
    pairs = b"".join(bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    assert {ord(sign) for sign in pairs.decode("gb2312", "ignore")} <= characters()


def test_rare_names_and_places_of_the_2013_standard_are_there() -> None:
    assert {ord(sign) for sign in "喆玥堃淼犇赟昇甯珺祎婳翀旻𬭎𫘜"} <= characters()


def test_it_has_a_name_of_its_own_and_keeps_copyright_and_licence() -> None:
    with TTFont(FONT) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
    assert "Noto" not in names[1] + names[4] + names[6]
    assert "Adobe" in names[0]
    assert "Open Font License" in names[13]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")


def test_it_is_small_enough_to_come_along() -> None:
    assert FONT.stat().st_size < 4 * 1024 * 1024
