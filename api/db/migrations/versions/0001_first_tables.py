"""The first tables: roster, plan versions, the log of personal reads.

Names, phones, doors and whoever takes a hand-over are encrypted, so their columns are bytes.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PUBLISHED = sa.text("status = 'published'")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create all tables."""
    _encryption()
    _canteens()
    _riders()
    _residents()
    _plan_versions()
    _plan_orders()
    _plan_hand_overs()
    _personal_reads()


def downgrade() -> None:
    """Drop all tables, the referring ones first; their indexes go with them."""
    for table in (
        "personal_reads",
        "plan_hand_overs",
        "plan_orders",
        "plan_versions",
        "residents",
        "riders",
        "canteens",
        "encryption_proof",
    ):
        op.drop_table(table)


def _required(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _optional(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def _encryption() -> None:
    op.create_table(
        "encryption_proof",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _required("proof", sa.LargeBinary()),
        _key("encryption_proof", "id"),
        sa.CheckConstraint("id = 1", name=op.f("ck_encryption_proof_single")),
    )


def _canteens() -> None:
    op.create_table(
        "canteens",
        _required("id", sa.String()),
        _required("name", sa.String()),
        _required("street_town", sa.String()),
        _required("address", sa.String()),
        _required("lon", sa.Double()),
        _required("lat", sa.Double()),
        _required("capacity", sa.Integer()),
        _required("capacity_by_diet", sa.JSON()),
        _required("diets", sa.JSON()),
        _required("loading_seconds", sa.Integer()),
        _optional("loading_bays", sa.Integer()),
        _required("batches", sa.JSON()),
        _required("weekdays", sa.JSON()),
        _key("canteens", "id"),
    )


def _riders() -> None:
    op.create_table(
        "riders",
        _required("id", sa.String()),
        _required("name", sa.LargeBinary()),
        _required("phone", sa.LargeBinary()),
        _required("canteen", sa.String()),
        _required("boxes", sa.Integer()),
        _required("shift", sa.JSON()),
        _required("max_trips", sa.Integer()),
        _required("profile", sa.String()),
        _required("kind", sa.String()),
        _required("skills", sa.JSON()),
        _required("may_load_at", sa.JSON()),
        _required("weekdays", sa.JSON()),
        _key("riders", "id"),
        _refers("riders", "canteen", "canteens"),
    )
    op.create_index("ix_riders_canteen", "riders", ["canteen"])


def _residents() -> None:
    op.create_table(
        "residents",
        _required("id", sa.String()),
        _required("name", sa.LargeBinary()),
        _required("phone", sa.LargeBinary()),
        _required("street_town", sa.String()),
        _required("address", sa.String()),
        _required("door", sa.LargeBinary()),
        _required("floor", sa.Integer()),
        _required("lift", sa.Boolean()),
        _required("lon", sa.Double()),
        _required("lat", sa.Double()),
        _required("diet", sa.String()),
        _required("portions", sa.Integer()),
        _required("weekdays", sa.JSON()),
        _optional("hold_from", sa.Date()),
        _optional("hold_to", sa.Date()),
        _required("tier", sa.Integer()),
        _required("category", sa.String()),
        _required("programme", sa.String()),
        _optional("canteen", sa.String()),
        _optional("window", sa.JSON()),
        _required("door_note", sa.LargeBinary()),
        _required("missed_recently", sa.Integer()),
        _key("residents", "id"),
        _refers("residents", "canteen", "canteens"),
    )
    op.create_index("ix_residents_canteen", "residents", ["canteen"])


def _plan_versions() -> None:
    op.create_table(
        "plan_versions",
        _required("id", sa.Integer()),
        _required("date", sa.Date()),
        _required("sitting", sa.String()),
        _required("number", sa.Integer()),
        _required("status", sa.String()),
        _required("created", MOMENT),
        _optional("published", MOMENT),
        _required("problem", sa.LargeBinary()),
        _required("plan", sa.LargeBinary()),
        _key("plan_versions", "id"),
        sa.UniqueConstraint(
            "date", "sitting", "number", name=op.f("uq_plan_versions_date_sitting_number")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'published', 'superseded')", name=op.f("ck_plan_versions_status")
        ),
        sa.CheckConstraint(
            "(published IS NULL) = (status = 'draft')", name=op.f("ck_plan_versions_published")
        ),
    )
    op.create_index(
        "uq_plan_versions_published",
        "plan_versions",
        ["date", "sitting"],
        unique=True,
        sqlite_where=PUBLISHED,
        postgresql_where=PUBLISHED,
    )


def _plan_orders() -> None:
    op.create_table(
        "plan_orders",
        _required("version_id", sa.Integer()),
        _required("position", sa.Integer()),
        _required("resident", sa.String()),
        _required("visit", sa.String()),
        _required("diet", sa.String()),
        _required("meals", sa.Integer()),
        _key("plan_orders", "version_id", "position"),
        _refers("plan_orders", "version_id", "plan_versions"),
    )


def _plan_hand_overs() -> None:
    op.create_table(
        "plan_hand_overs",
        _required("version_id", sa.Integer()),
        _required("visit", sa.String()),
        _required("kind", sa.String()),
        _required("who", sa.LargeBinary()),
        _optional("at", sa.Integer()),
        _key("plan_hand_overs", "version_id", "visit"),
        _refers("plan_hand_overs", "version_id", "plan_versions"),
        sa.CheckConstraint(
            "kind IN ('volunteer', 'neighbour', 'pick_up', 'other_canteen', 'call', "
            "'acknowledged')",
            name=op.f("ck_plan_hand_overs_kind"),
        ),
    )


def _personal_reads() -> None:
    op.create_table(
        "personal_reads",
        _required("id", sa.Integer()),
        _required("at", MOMENT),
        _required("endpoint", sa.String()),
        _required("rider", sa.String()),
        _required("date", sa.Date()),
        _required("version_id", sa.Integer()),
        _required("people", sa.Integer()),
        _key("personal_reads", "id"),
        _refers("personal_reads", "version_id", "plan_versions"),
    )
    op.create_index("ix_personal_reads_at", "personal_reads", ["at"])
