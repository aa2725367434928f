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
        op.add_column("riders", _optional(name, sa.Integer()))
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


def _required(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _optional(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _refers(table: str, column: str, to: str = "riders") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def _absences() -> None:
    op.create_table(
        "rider_absences",
        _required("id", sa.Integer()),
        _required("rider", sa.String()),
        _required("first_date", sa.Date()),
        _optional("last_date", sa.Date()),
        _optional("sitting", sa.String()),
        _required("reason", sa.String()),
        _key("rider_absences", "id"),
        _refers("rider_absences", "rider"),
        sa.CheckConstraint(
            "reason IN ('unable', 'leave', 'training', 'vehicle', 'other')",
            name=op.f("ck_rider_absences_reason"),
        ),
    )
    op.create_index("ix_rider_absences_rider", "rider_absences", ["rider"])


def _offers() -> None:
    op.create_table(
        "rider_offers",
        _required("date", sa.Date()),
        _required("sitting", sa.String()),
        _required("rider", sa.String()),
        _optional("hours", sa.JSON()),
        _key("rider_offers", "date", "sitting", "rider"),
        _refers("rider_offers", "rider"),
    )


def _corrections() -> None:
    op.create_table(
        "time_bank_corrections",
        _required("id", sa.Integer()),
        _required("rider", sa.String()),
        _required("date", sa.Date()),
        _required("minutes", sa.Integer()),
        _required("by", sa.LargeBinary()),
        _required("why", sa.LargeBinary()),
        _required("at", MOMENT),
        _key("time_bank_corrections", "id"),
        _refers("time_bank_corrections", "rider"),
    )
    op.create_index("ix_time_bank_corrections_rider", "time_bank_corrections", ["rider"])


def _loans() -> None:
    op.create_table(
        "rider_loans",
        _required("id", sa.Integer()),
        _required("date", sa.Date()),
        _required("sitting", sa.String()),
        _required("borrower", sa.String()),
        _required("lender", sa.String()),
        _optional("wanted", sa.String()),
        _optional("hours", sa.JSON()),
        _required("exclusive", sa.Boolean()),
        _required("state", sa.String()),
        _required("asked", MOMENT),
        _required("asked_by", sa.LargeBinary()),
        _optional("rider", sa.String()),
        _optional("answered", MOMENT),
        _required("answered_by", sa.LargeBinary()),
        _optional("withdrawn", MOMENT),
        _required("withdrawn_by", sa.LargeBinary()),
        _required("reason", sa.LargeBinary()),
        _key("rider_loans", "id"),
        _refers("rider_loans", "wanted"),
        _refers("rider_loans", "rider"),
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
        _required("version_id", sa.Integer()),
        _required("rider", sa.String()),
        _required("kind", sa.String()),
        _required("loads_at", sa.JSON()),
        _required("trips", sa.Integer()),
        _required("stops", sa.Integer()),
        _required("starts", sa.Integer()),
        _required("ends", sa.Integer()),
        _key("plan_rider_days", "version_id", "rider"),
        _refers("plan_rider_days", "version_id", "plan_versions"),
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
