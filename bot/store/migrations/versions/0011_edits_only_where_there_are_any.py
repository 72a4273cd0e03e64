"""Edits are found by an index of edits alone.

Messages that edit nothing stood in the old one a million times under NULL. SQLite took it for whatever question said
`edits_id IS NULL`, and read the whole ledger.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.drop_index("ix_delivery_edits_id", "delivery")
    where = sa.text("edits_id IS NOT NULL")
    op.create_index("ix_delivery_edits", "delivery", ["edits_id"], sqlite_where=where, postgresql_where=where)
