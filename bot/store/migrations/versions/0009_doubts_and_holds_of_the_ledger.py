"""Doubts and holds of the ledger, and its queue by lane."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("delivery", sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("delivery", sa.Column("retry_at", UTCDateTime(), nullable=True))
    op.create_index("ix_delivery_retry_at", "delivery", ["retry_at"])
    # What was in doubt before there was a count of it was in doubt once.
    op.execute("UPDATE delivery SET doubts = 1 WHERE state = 'unknown' OR json_extract(facts, '$.maybe_repeated')")
    op.drop_index("ix_delivery_due", "delivery")
    op.create_index("ix_delivery_due", "delivery", ["state", "lane", "due_at"])
