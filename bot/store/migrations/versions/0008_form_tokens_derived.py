"""Form tokens are derived from the cookie, and kept no more."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("websession") as table:
        table.drop_column("csrf")
