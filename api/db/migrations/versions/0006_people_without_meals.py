"""Eligible people, and what was decided about each.

Codes, names, phones, doors, notes and who decided are encrypted, so their columns are bytes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "eligible_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("street_town", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("door", sa.LargeBinary(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("last_seen", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_eligible_people"),
    )
    op.create_table(
        "eligible_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("resident", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_eligible_decisions"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["eligible_people.id"],
            name="fk_eligible_decisions_person_id_eligible_people",
        ),
        sa.CheckConstraint(
            "decision IN ('enrolled', 'same', 'different', 'declined', 'unreachable', 'moved', "
            "'deceased', 'later')",
            name=op.f("ck_eligible_decisions_decision"),
        ),
    )
    op.create_index("ix_eligible_decisions_person_id", "eligible_decisions", ["person_id"])


def downgrade() -> None:
    """Drop both; who was enrolled stays in the roster."""
    op.drop_table("eligible_decisions")
    op.drop_table("eligible_people")
