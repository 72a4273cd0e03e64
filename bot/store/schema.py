"""The tables' versions: Alembic migrations under bot/store/migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the tables to a version, the newest by default; all or nothing on SQLite and PostgreSQL."""
    command.upgrade(_config(engine), to)


def version(engine: Engine) -> str | None:
    """Return the version the tables have; None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest(engine: Engine) -> str | None:
    """Return the version the tables should have."""
    return ScriptDirectory.from_config(_config(engine)).get_current_head()


def is_known(engine: Engine, revision: str) -> bool:
    """Say whether a version is one this program can bring to the newest."""
    try:
        return ScriptDirectory.from_config(_config(engine)).get_revision(revision) is not None
    except CommandError:
        return False
