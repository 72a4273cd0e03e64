"""What the pages must tell: every setting, every command, to those who use them."""

from pathlib import Path

import pytest

from bot.config import PREFIX, Settings
from bot.models.people import Role
from handlers.routes import ROUTES

ROOT = Path(__file__).parent.parent.parent


def test_every_setting_is_told_in_the_operators_page() -> None:
    page = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
    told = [
        f"{PREFIX}{section.upper()}__{key.upper()}"
        for section, field in Settings.model_fields.items()
        for key in getattr(type(field.default), "model_fields", ("",))  # a table of the operator's own names has none
    ]
    assert [name for name in told if name not in page] == []


@pytest.mark.parametrize(
    ("page", "roles"),
    [
        ("docs/member.md", {Role.MEMBER}),
        ("docs/secretary.md", {Role.SECRETARY}),
        ("docs/coordinator.md", {Role.COORDINATOR}),
    ],
)
def test_every_command_is_told_to_those_who_use_it(page: str, roles: set[Role]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    chinese = {
        route.verb: next((a for a in route.aliases if not a.isascii()), route.verb)
        for route in ROUTES.table
        if route.menu in roles
    }
    assert {verb: word for verb, word in chinese.items() if word not in text} == {}


def test_every_telegram_command_is_told_in_english() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [route.verb for route in ROUTES.table if route.aliases and f"/{route.verb}" not in text] == []
