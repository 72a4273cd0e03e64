"""Column kinds shared by all tables."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

Json = dict[str, Any]


def enum_type(kind: type[StrEnum]) -> Enum:
    """Store a StrEnum as its value in short text, so that people can read the tables."""
    return Enum(kind, native_enum=False, values_callable=lambda members: [m.value for m in members], length=24)


def json_field() -> Any:
    """Return a field for a small JSON object."""
    return Field(default_factory=dict, sa_type=JSON)


class Row(SQLModel):
    """What every table is. Nothing is validated on the way in or out, so nothing that validates is made either."""

    model_config = SQLModelConfig(defer_build=True)
