"""Calendars of canteens, sittings, one-off orders, cancellations and holds.

Readings of personal data without a plan, such as a search among the residents, are logged too,
so a reading need not name a version any more.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns of sittings, and create the tables of calendars and changes."""
    op.add_column(
        "canteens", sa.Column("holidays", sa.String(), server_default="usual", nullable=False)
    )
    op.add_column("canteens", sa.Column("supper_capacity", sa.Integer(), nullable=True))
    op.add_column(
        "canteens", sa.Column("supper_batches", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column("riders", sa.Column("supper_shift", sa.JSON(), nullable=True))
    op.add_column(
        "residents", sa.Column("sittings", sa.JSON(), server_default='["lunch"]', nullable=False)
    )
    with op.batch_alter_table("personal_reads") as reads:
        reads.alter_column("version_id", existing_type=sa.Integer(), nullable=True)
    _own_days()
    _marked_days()
    _one_off_orders()
    _order_holds()


def downgrade() -> None:
    """Without suppers and one-off changes; readings without a version are forgotten."""
    for table in ("order_holds", "one_off_orders", "marked_days", "own_days"):
        op.drop_table(table)
    op.execute(sa.text("DELETE FROM personal_reads WHERE version_id IS NULL"))
    with op.batch_alter_table("personal_reads") as reads:
        reads.alter_column("version_id", existing_type=sa.Integer(), nullable=False)
    op.drop_column("residents", "sittings")
    op.drop_column("riders", "supper_shift")
    for column in ("supper_batches", "supper_capacity", "holidays"):
        op.drop_column("canteens", column)


def _own_days() -> None:
    op.create_table(
        "own_days",
        sa.Column("canteen", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("sitting", sa.String(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("canteen", "date", "sitting", name="pk_own_days"),
        sa.ForeignKeyConstraint(["canteen"], ["canteens.id"], name="fk_own_days_canteen_canteens"),
    )
    op.create_index("ix_own_days_date", "own_days", ["date"])


def _marked_days() -> None:
    op.create_table(
        "marked_days",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("date", name="pk_marked_days"),
    )


def _one_off_orders() -> None:
    op.create_table(
        "one_off_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resident", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("sitting", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("meals", sa.Integer(), nullable=False),
        sa.Column("diet", sa.String(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.Column("taken_back_by", sa.LargeBinary(), nullable=False),
        sa.Column("taken_back_reason", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_one_off_orders"),
        sa.ForeignKeyConstraint(
            ["resident"], ["residents.id"], name="fk_one_off_orders_resident_residents"
        ),
        sa.CheckConstraint("kind IN ('add', 'cancel')", name=op.f("ck_one_off_orders_kind")),
        sa.CheckConstraint("(kind = 'add') = (meals > 0)", name=op.f("ck_one_off_orders_meals")),
    )
    op.create_index("ix_one_off_orders_date_sitting", "one_off_orders", ["date", "sitting"])
    op.create_index("ix_one_off_orders_resident", "one_off_orders", ["resident"])


def _order_holds() -> None:
    op.create_table(
        "order_holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resident", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("hold_from", sa.Date(), nullable=True),
        sa.Column("hold_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.LargeBinary(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("lifted_from", sa.Date(), nullable=True),
        sa.Column("lifted_reason", sa.LargeBinary(), nullable=False),
        sa.Column("lifted_by", sa.LargeBinary(), nullable=False),
        sa.Column("lifted_late", sa.Boolean(), nullable=False),
        sa.Column("lifted_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_order_holds"),
        sa.ForeignKeyConstraint(
            ["resident"], ["residents.id"], name="fk_order_holds_resident_residents"
        ),
        sa.CheckConstraint("source IN ('office', 'roster')", name=op.f("ck_order_holds_source")),
    )
    op.create_index("ix_order_holds_resident", "order_holds", ["resident"])
