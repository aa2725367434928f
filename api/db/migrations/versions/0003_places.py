"""Places found for addresses, and addresses that wait for one.

Addresses end at the building; who fixed one is encrypted.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "places",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("datum", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("found", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_places"),
        sa.CheckConstraint("datum IN ('wgs84', 'gcj02', 'bd09')", name=op.f("ck_places_datum")),
        sa.CheckConstraint(
            "level IN ('building', 'lane', 'road', 'area')", name=op.f("ck_places_level")
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_places_confidence")),
    )
    op.create_table(
        "place_queue",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("opened", MOMENT, nullable=False),
        sa.Column("closed", MOMENT, nullable=True),
        sa.Column("closed_by", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("address", name="pk_place_queue"),
        sa.CheckConstraint(
            "status IN ('open', 'fixed', 'dropped')", name=op.f("ck_place_queue_status")
        ),
        sa.CheckConstraint(
            "(closed IS NULL) = (status = 'open')", name=op.f("ck_place_queue_closed")
        ),
    )


def downgrade() -> None:
    """Drop both; whoever waits in the queue is rejected again by the next import."""
    op.drop_table("place_queue")
    op.drop_table("places")
