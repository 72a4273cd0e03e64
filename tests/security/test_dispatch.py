"""The whole table of who may do what, walked through the dispatcher."""

import pytest

from handlers.routes import ROUTES
from tests.security.asking import MISSING, Outcome, ask, mark
from tests.security.cases import Case, typed
from tests.security.house import COLUMNS, NOBODY, PERSONAL, SECRET, House
from tests.security.papers import words_in
from tests.security.people_cases import CASES
from tests.security.table import DONE, REFUSED, TABLE, verb_of

SAID = [label for label in TABLE if not label.startswith(("GET ", "POST "))]

LOOKED_AT = {
    "pair": "pair", "office": "branch", "village": "branch", "lake": "branch", "group": "pairgroups",
    "coming": "event", "held": "event", "recorded": "event", "link": "invites", "guest": "attend/that-event",
    "sun": "member", "mei": "member", "chen": "member", "unclaimed": "member", "asking": "member", "gone": "member",
}  # fmt: skip
"""The line that says who may look at what a case names. A no to them may say that it needs another role."""


def test_nothing_that_can_be_said_is_left_out() -> None:
    named = {verb_of(label) for label in SAID}
    assert named == {*ROUTES.by_verb, *(f"topic/{topic}" for topic in ROUTES.topics), "file", "words"}
    assert set(SAID) == set(CASES)


@pytest.mark.parametrize("label", SAID)
def test_each_is_let_or_refused_as_the_table_says(house: House, label: str) -> None:
    case, row = CASES[label], TABLE[label]
    found = {column: mark(house, label, case, column) for column in COLUMNS}
    wrong = {column: (kind, outcome.heard) for column, (kind, outcome) in found.items() if kind != row[column]}
    assert wrong == {}
    for column, (kind, outcome) in found.items():
        if kind == REFUSED:
            itself = {"guess"} if label.startswith("start/") else set()
            assert outcome.changed <= itself, f"refusing {column} has changed something"
            _as_if_it_were_not_there(house, label, case, column, outcome)
        else:
            assert case.writes <= outcome.changed, f"nothing was done for {column}"
            assert case.writes or outcome.changed <= {"dialogue"} | case.may, f"more was done for {column}"
        _told_nothing_secret(house, label, case, column, outcome)


def _as_if_it_were_not_there(house: House, label: str, case: Case, column: str, there: Outcome) -> None:
    """What is not one's own and what does not exist are refused in the same words."""
    if all(TABLE[LOOKED_AT[name]][column] == DONE for name in case.names if name in LOOKED_AT):
        return
    gone = ask(house, label, case, column, MISSING)
    assert (there.heard, there.refusal) == (gone.heard, gone.refusal), f"{column} learns that it is there"


def _told_nothing_secret(house: House, label: str, case: Case, column: str, outcome: Outcome) -> None:
    """Other branches do not read who belongs to this one, and those from elsewhere nothing at all of it."""
    if label.endswith("in-the-group") or label == "start/a-personal-link":
        return  # whoever is in a group reads along; whoever holds a personal link is its owner
    known = (house.people[column].name, case.says or "")
    hidden = SECRET if "elsewhere" in column or column in NOBODY else PERSONAL if "partner" in column else ()
    told = outcome.heard + "".join(words_in(file) for file in outcome.files)
    assert [word for word in hidden if word in told and not any(word in one for one in known)] == [], (column, told)


@pytest.mark.parametrize("label", [one for one in SAID if one in ROUTES.by_verb and not ROUTES.by_verb[one].groups])
def test_what_is_private_is_not_said_where_others_read_along(house: House, label: str) -> None:
    for column in ("stranger", "member own", "secretary own", "coordinator"):
        outcome = ask(house, f"{label}/in-the-group", CASES[label], column)
        # Words that are no command there are people talking to each other.
        assert outcome.refused or outcome.heard == "", column
        assert outcome.changed == set()


@pytest.mark.parametrize("verb", ROUTES.by_verb)
def test_typing_what_a_button_carries_does_not_do_what_it_does(house: House, verb: str) -> None:
    mine = [label for label in SAID if verb_of(label) == verb]
    for column in ("stranger", "waiting", "member own", "secretary elsewhere"):
        if all(TABLE[label][column] == REFUSED for label in mine):
            for words in (f"/{verb} {house.ids['coming']}", f"/{verb}:{house.ids['coming']}:1"):
                assert ask(house, f"{verb}/typed", typed(words), column).changed == set(), (column, words)
