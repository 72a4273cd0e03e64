"""What a thief of the database holds."""

from tests.security.house import House, token_of


def test_what_stands_on_the_tables_opens_nothing(house: House) -> None:
    kept = repr(house.dump())
    for name in ("claim", "branch_code", "personal_code", "feed"):
        assert house.ids[name] not in kept, name
    for person in house.people.values():
        assert token_of(person) not in kept
    assert "保密" in kept
