"""Riders' availability, hours and loans to other canteens.

What the stored plans say of each rider becomes rows, so that hours add up without opening them.
Who asked, answered, withdrew or corrected, and why, is encrypted, so these columns are bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from api.db.migrations.shorthand import key, optional, refers, required

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

AGREED = sa.text("state = 'agreed'")
MOMENT = sa.DateTime(timezone=True)
LIMITS = ("hourly_fen", "weekly_minutes", "monthly_minutes")


def upgrade() -> None:
    """Create the tables, and fill in what the plans say."""
    for name in LIMITS:
        op.add_column("riders", optional(name, sa.Integer()))
    _absences()
    _offers()
    _corrections()
    _loans()
    _rider_days()
    _fill_rider_days()


def downgrade() -> None:
    """Drop the tables; the plans keep what riders did."""
    for table in (
        "plan_rider_days",
        "rider_loans",
        "time_bank_corrections",
        "rider_offers",
        "rider_absences",
    ):
        op.drop_table(table)
    with op.batch_alter_table("riders") as riders:
        for name in LIMITS:
            riders.drop_column(name)


def _absences() -> None:
    op.create_table(
        "rider_absences",
        required("id", sa.Integer()),
        required("rider", sa.String()),
        required("first_date", sa.Date()),
        optional("last_date", sa.Date()),
        optional("sitting", sa.String()),
        required("reason", sa.String()),
        key("rider_absences", "id"),
        refers("rider_absences", "rider", "riders"),
        sa.CheckConstraint(
            "reason IN ('unable', 'leave', 'training', 'vehicle', 'other')",
            name=op.f("ck_rider_absences_reason"),
        ),
    )
    op.create_index("ix_rider_absences_rider", "rider_absences", ["rider"])


def _offers() -> None:
    op.create_table(
        "rider_offers",
        required("date", sa.Date()),
        required("sitting", sa.String()),
        required("rider", sa.String()),
        optional("hours", sa.JSON()),
        key("rider_offers", "date", "sitting", "rider"),
        refers("rider_offers", "rider", "riders"),
    )


def _corrections() -> None:
    op.create_table(
        "time_bank_corrections",
        required("id", sa.Integer()),
        required("rider", sa.String()),
        required("date", sa.Date()),
        required("minutes", sa.Integer()),
        required("by", sa.LargeBinary()),
        required("why", sa.LargeBinary()),
        required("at", MOMENT),
        key("time_bank_corrections", "id"),
        refers("time_bank_corrections", "rider", "riders"),
    )
    op.create_index("ix_time_bank_corrections_rider", "time_bank_corrections", ["rider"])


def _loans() -> None:
    op.create_table(
        "rider_loans",
        required("id", sa.Integer()),
        required("date", sa.Date()),
        required("sitting", sa.String()),
        required("borrower", sa.String()),
        required("lender", sa.String()),
        optional("wanted", sa.String()),
        optional("hours", sa.JSON()),
        required("exclusive", sa.Boolean()),
        required("state", sa.String()),
        required("asked", MOMENT),
        required("asked_by", sa.LargeBinary()),
        optional("rider", sa.String()),
        optional("answered", MOMENT),
        required("answered_by", sa.LargeBinary()),
        optional("withdrawn", MOMENT),
        required("withdrawn_by", sa.LargeBinary()),
        required("reason", sa.LargeBinary()),
        key("rider_loans", "id"),
        refers("rider_loans", "wanted", "riders"),
        refers("rider_loans", "rider", "riders"),
        sa.CheckConstraint(
            "state IN ('requested', 'agreed', 'declined', 'withdrawn')",
            name=op.f("ck_rider_loans_state"),
        ),
        sa.CheckConstraint(
            "state <> 'agreed' OR rider IS NOT NULL", name=op.f("ck_rider_loans_named")
        ),
        sa.CheckConstraint("borrower <> lender", name=op.f("ck_rider_loans_two_canteens")),
    )
    op.create_index("ix_rider_loans_date", "rider_loans", ["date"])
    op.create_index(
        "uq_rider_loans_agreed",
        "rider_loans",
        ["date", "sitting", "rider"],
        unique=True,
        sqlite_where=AGREED,
        postgresql_where=AGREED,
    )


def _rider_days() -> None:
    op.create_table(
        "plan_rider_days",
        required("version_id", sa.Integer()),
        required("rider", sa.String()),
        required("kind", sa.String()),
        required("loads_at", sa.JSON()),
        required("trips", sa.Integer()),
        required("stops", sa.Integer()),
        required("starts", sa.Integer()),
        required("ends", sa.Integer()),
        key("plan_rider_days", "version_id", "rider"),
        refers("plan_rider_days", "version_id", "plan_versions"),
    )


def _fill_rider_days() -> None:
    """One version after the other: a problem with its travel times is large."""
    versions = sa.table(
        "plan_versions",
        sa.column("id", sa.Integer()),
        sa.column("problem", sa.LargeBinary()),
        sa.column("plan", sa.LargeBinary()),
    )
    days = sa.table(
        "plan_rider_days",
        sa.column("version_id", sa.Integer()),
        sa.column("rider", sa.String()),
        sa.column("kind", sa.String()),
        sa.column("loads_at", sa.JSON()),
        sa.column("trips", sa.Integer()),
        sa.column("stops", sa.Integer()),
        sa.column("starts", sa.Integer()),
        sa.column("ends", sa.Integer()),
    )
    connection = op.get_bind()
    for version in connection.scalars(sa.select(versions.c.id).order_by(versions.c.id)).all():
        packed = sa.select(versions.c.problem, versions.c.plan).where(versions.c.id == version)
        problem, plan = (
            json.loads(zlib.decompress(one)) for one in connection.execute(packed).one()
        )
        if rows := list(_days_of(version, problem, plan)):
            connection.execute(days.insert(), rows)


def _days_of(
    version: int, problem: dict[str, Any], plan: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    kinds = {rider["id"]: rider.get("kind", "staff") for rider in problem["riders"]}
    for day in plan["riders"]:
        if trips := day["trips"]:
            yield {
                "version_id": version,
                "rider": day["rider"],
                "kind": kinds[day["rider"]],
                "loads_at": sorted({trip["canteen"] for trip in trips}),
                "trips": len(trips),
                "stops": sum(len(trip["stops"]) for trip in trips),
                "starts": day["start"],
                "ends": day["end"],
            }
