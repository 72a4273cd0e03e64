"""Codes that let WeCom's cards be changed."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "wecom_card_code",
        sa.Column("code", AutoString(), nullable=False),
        sa.Column("chat", AutoString(), nullable=False),
        sa.Column("task", AutoString(), nullable=False),
        sa.Column("got_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_wecom_card_code_got_at", "wecom_card_code", ["got_at"])
    op.create_index("ix_wecom_card_code_task", "wecom_card_code", ["task"])
