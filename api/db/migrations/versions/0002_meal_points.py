"""Meal points, and how a resident gets the meal.

A rider's day may begin at a meal point, so ``riders.canteen`` no longer refers to one table.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of points, and let riders and residents name them."""
    _meal_points()
    with op.batch_alter_table("riders") as riders:
        riders.drop_constraint("fk_riders_canteen_canteens", type_="foreignkey")
    with op.batch_alter_table("residents") as residents:
        mode = sa.Column("mode", sa.String(), server_default="delivery", nullable=False)
        residents.add_column(mode)
        residents.add_column(sa.Column("meal_point", sa.String(), nullable=True))
        residents.create_foreign_key(
            "fk_residents_meal_point_meal_points", "meal_points", ["meal_point"], ["id"]
        )
        residents.create_index("ix_residents_meal_point", ["meal_point"])


def downgrade() -> None:
    """Without meal points every resident is delivered to, and every rider has a canteen."""
    with op.batch_alter_table("residents") as residents:
        residents.drop_index("ix_residents_meal_point")
        residents.drop_constraint("fk_residents_meal_point_meal_points", type_="foreignkey")
        residents.drop_column("meal_point")
        residents.drop_column("mode")
    _send_home()
    with op.batch_alter_table("riders") as riders:
        riders.create_foreign_key("fk_riders_canteen_canteens", "canteens", ["canteen"], ["id"])
    op.drop_table("meal_points")


def _meal_points() -> None:
    op.create_table(
        "meal_points",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street_town", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("canteen", sa.String(), nullable=True),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meal_points"),
        sa.ForeignKeyConstraint(
            ["canteen"], ["canteens.id"], name="fk_meal_points_canteen_canteens"
        ),
    )
    op.create_index("ix_meal_points_canteen", "meal_points", ["canteen"])


def _send_home() -> None:
    """Riders of a point go to the canteen that cooks for it, or to the first one."""
    riders = sa.table("riders", sa.column("canteen", sa.String()))
    canteens = sa.table("canteens", sa.column("id", sa.String()))
    points = sa.table(
        "meal_points", sa.column("id", sa.String()), sa.column("canteen", sa.String())
    )
    cooking = sa.select(points.c.canteen).where(points.c.id == riders.c.canteen).scalar_subquery()
    first = sa.select(sa.func.min(canteens.c.id)).scalar_subquery()
    op.execute(
        riders.update()
        .where(riders.c.canteen.not_in(sa.select(canteens.c.id)))
        .values(canteen=sa.func.coalesce(cooking, first))
    )
