"""Column kinds shared by all tables."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from pydantic import ConfigDict
from sqlalchemy import JSON, Dialect, Enum
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

Json = dict[str, Any]


def enum_type(kind: type[StrEnum]) -> Enum:
    """Store a StrEnum as its value in short text, so that people can read the tables."""
    return Enum(kind, native_enum=False, values_callable=lambda members: [m.value for m in members], length=24)


def json_field() -> Any:
    """Return a field for a small JSON object."""
    return Field(default_factory=dict, sa_type=_Object)


class Unreadable(Json):
    """What is read where a JSON object should be and nobody can make it out: an empty one. What is kept stays."""


class _Object(TypeDecorator[Json]):
    """A JSON object. A broken one spoils its own row, not every list that the row stands in."""

    impl = JSON
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        read = super().result_processor(dialect, coltype)

        def tolerant(value: Any) -> Any:
            try:
                found = read(value) if read else value
            except ValueError:
                return Unreadable()
            return found if isinstance(found, dict) else Unreadable()

        return tolerant


class Row(SQLModel):
    """What every table is. Nothing is validated on the way in or out, so nothing that validates is made either."""

    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment] # of which SQLModel has a larger one
