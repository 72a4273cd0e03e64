"""Events are found by when they begin.

By partnership alone, a digest read all that the partnership had ever done for each of its questions: after thirteen
years 3,300 events for the ten of one week. By phase, of which there are two, SQLite read all events there are.
"""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.drop_index("ix_event_partnership_id", "event")
    op.drop_index("ix_event_phase", "event")
    op.create_index("ix_event_beginning", "event", ["partnership_id", "starts_at"])
