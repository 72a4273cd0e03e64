"""The tables' versions: Alembic migrations under bot/store/migrations.

Alembic is imported only where something has to be migrated: a start that finds the tables as they should be, as nearly
every start does, is spared a tenth of its time.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"


def _config(engine: Engine) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the tables to a version, the newest by default; all or nothing on SQLite and PostgreSQL."""
    if to == "head" and version(engine) == newest():
        return
    from alembic import command  # noqa: PLC0415 - see above

    command.upgrade(_config(engine), to)


def version(engine: Engine) -> str | None:
    """Return the version the tables have; None for an empty database."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def newest() -> str:
    """Return the version the tables should have: the highest number among the migrations."""
    return max(_versions())


def is_known(revision: str) -> bool:
    """Say whether a version is one this program can bring to the newest."""
    return revision in _versions()


def _versions() -> set[str]:
    return {file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*_*.py")}
