"""Edits of what was sent, and the sheet of who came."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    edits = sa.Column("edits_id", sa.Integer(), sa.ForeignKey("delivery.id"), nullable=True)
    op.add_column("delivery", edits, inline_references=True)
    op.create_index("ix_delivery_edits_id", "delivery", ["edits_id"])
    op.add_column("event", sa.Column("sheet_at", UTCDateTime(), nullable=True))
    # The delivery of a board knows its message.
    op.drop_column("board", "message")
