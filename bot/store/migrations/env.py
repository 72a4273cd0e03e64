"""Runs migrations inside one transaction on the engine it is given. They only go up: the way back is a backup."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

import bot.models  # noqa: F401 - makes the tables known


def render(kind: str, value: Any, _autogen: object) -> str | Literal[False]:
    """Write SQLModel's own column types so that a migration imports little."""
    if kind == "type" and isinstance(value, AutoString):
        return f"sa.String({value.length or ''})"
    if kind == "type" and isinstance(value, UTCDateTime):
        return "UTCDateTime()"
    return False


engine = context.config.attributes["engine"]
with engine.begin() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=True,
    )
    context.run_migrations()
