"""How each plan version came about, whom it misses, and answers kept for repeated requests.

Every version from before is a plan by nobody in particular; whom it misses stands in it. Who did
something, why, and the kept answers are encrypted, so these columns are bytes. Nobody planned again
during a day, so no trip had begun when its plan was made.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from api.db.migrations.shorthand import key, optional, refers, required

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

VERSIONS = sa.table(
    "plan_versions",
    sa.column("id", sa.Integer()),
    sa.column("problem", sa.LargeBinary()),
    sa.column("plan", sa.LargeBinary()),
)
ORDERS = sa.table(
    "plan_orders",
    sa.column("version_id", sa.Integer()),
    sa.column("resident", sa.String()),
    sa.column("visit", sa.String()),
    sa.column("meals", sa.Integer()),
)


def upgrade() -> None:
    """Create the tables, and fill in what is known of the versions that are there."""
    origins, misses = _origins(), _misses()
    _answers()
    with op.batch_alter_table("plan_rider_days") as days:
        days.add_column(sa.Column("begun", sa.Integer(), server_default="0", nullable=False))
    connection = op.get_bind()
    for version in connection.scalars(sa.select(VERSIONS.c.id).order_by(VERSIONS.c.id)).all():
        made = {"version_id": version, "action": "plan", "details": {}, "day_speed": 1.0}
        connection.execute(origins.insert(), made)
        if rows := list(_misses_of(connection, version)):
            connection.execute(misses.insert(), rows)


def downgrade() -> None:
    """Drop them; the versions stay."""
    with op.batch_alter_table("plan_rider_days") as days:
        days.drop_column("begun")
    for table in ("kept_answers", "plan_misses", "plan_origins"):
        op.drop_table(table)


def _origins() -> sa.Table:
    return op.create_table(
        "plan_origins",
        required("version_id", sa.Integer()),
        optional("parent", sa.Integer()),
        required("action", sa.String()),
        required("details", sa.JSON()),
        optional("by", sa.LargeBinary()),
        optional("why", sa.LargeBinary()),
        required("day_speed", sa.Double()),
        key("plan_origins", "version_id"),
        refers("plan_origins", "version_id", "plan_versions"),
        refers("plan_origins", "parent", "plan_versions"),
        sa.CheckConstraint(
            "action IN ('plan', 'edit', 'lock', 'unlock', 'replan', 'undo', 'redo')",
            name=op.f("ck_plan_origins_action"),
        ),
    )


def _misses() -> sa.Table:
    table = op.create_table(
        "plan_misses",
        required("version_id", sa.Integer()),
        required("resident", sa.String()),
        required("visit", sa.String()),
        required("meals", sa.Integer()),
        required("tier", sa.Integer()),
        optional("canteens", sa.JSON(none_as_null=True)),
        key("plan_misses", "version_id", "resident", "visit"),
        refers("plan_misses", "version_id", "plan_versions"),
    )
    op.create_index("ix_plan_misses_resident", "plan_misses", ["resident"])
    return table


def _answers() -> None:
    op.create_table(
        "kept_answers",
        required("key", sa.String()),
        required("request", sa.String()),
        required("expires", sa.DateTime(timezone=True)),
        required("status", sa.Integer()),
        required("headers", sa.JSON()),
        required("body", sa.LargeBinary()),
        key("kept_answers", "key"),
    )
    op.create_index("ix_kept_answers_expires", "kept_answers", ["expires"])


def _misses_of(connection: sa.Connection, version: int) -> Iterator[dict[str, Any]]:
    """The residents of a version's unserved visits, each visit once."""
    packed = sa.select(VERSIONS.c.problem, VERSIONS.c.plan).where(VERSIONS.c.id == version)
    problem, plan = (json.loads(zlib.decompress(one)) for one in connection.execute(packed).one())
    tiers = {entry["visit"]: entry["tier"] for entry in plan["unserved"]}
    canteens = {visit["id"]: visit.get("canteens") for visit in problem["visits"]}
    ordered = sa.select(ORDERS.c.resident, ORDERS.c.visit, ORDERS.c.meals)
    missed: Counter[tuple[str, str]] = Counter()
    for row in connection.execute(ordered.where(ORDERS.c.version_id == version)):
        if row.visit in tiers:
            missed[row.resident, row.visit] += row.meals
    for (resident, visit), meals in missed.items():
        yield {
            "version_id": version,
            "resident": resident,
            "visit": visit,
            "meals": meals,
            "tier": tiers[visit],
            "canteens": canteens[visit],
        }
