"""The first tables: roster, plan versions, the log of personal reads.

Names, phones, doors and whoever takes a hand-over are encrypted, so their columns are bytes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from api.db.migrations.shorthand import key, optional, refers, required

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


def _encryption() -> None:
    op.create_table(
        "encryption_proof",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        required("proof", sa.LargeBinary()),
        key("encryption_proof", "id"),
        sa.CheckConstraint("id = 1", name=op.f("ck_encryption_proof_single")),
    )


def _canteens() -> None:
    op.create_table(
        "canteens",
        required("id", sa.String()),
        required("name", sa.String()),
        required("street_town", sa.String()),
        required("address", sa.String()),
        required("lon", sa.Double()),
        required("lat", sa.Double()),
        required("capacity", sa.Integer()),
        required("capacity_by_diet", sa.JSON()),
        required("diets", sa.JSON()),
        required("loading_seconds", sa.Integer()),
        optional("loading_bays", sa.Integer()),
        required("batches", sa.JSON()),
        required("weekdays", sa.JSON()),
        key("canteens", "id"),
    )


def _riders() -> None:
    op.create_table(
        "riders",
        required("id", sa.String()),
        required("name", sa.LargeBinary()),
        required("phone", sa.LargeBinary()),
        required("canteen", sa.String()),
        required("boxes", sa.Integer()),
        required("shift", sa.JSON()),
        required("max_trips", sa.Integer()),
        required("profile", sa.String()),
        required("kind", sa.String()),
        required("skills", sa.JSON()),
        required("may_load_at", sa.JSON()),
        required("weekdays", sa.JSON()),
        key("riders", "id"),
        refers("riders", "canteen", "canteens"),
    )
    op.create_index("ix_riders_canteen", "riders", ["canteen"])


def _residents() -> None:
    op.create_table(
        "residents",
        required("id", sa.String()),
        required("name", sa.LargeBinary()),
        required("phone", sa.LargeBinary()),
        required("street_town", sa.String()),
        required("address", sa.String()),
        required("door", sa.LargeBinary()),
        required("floor", sa.Integer()),
        required("lift", sa.Boolean()),
        required("lon", sa.Double()),
        required("lat", sa.Double()),
        required("diet", sa.String()),
        required("portions", sa.Integer()),
        required("weekdays", sa.JSON()),
        optional("hold_from", sa.Date()),
        optional("hold_to", sa.Date()),
        required("tier", sa.Integer()),
        required("category", sa.String()),
        required("programme", sa.String()),
        optional("canteen", sa.String()),
        optional("window", sa.JSON()),
        required("door_note", sa.LargeBinary()),
        required("missed_recently", sa.Integer()),
        key("residents", "id"),
        refers("residents", "canteen", "canteens"),
    )
    op.create_index("ix_residents_canteen", "residents", ["canteen"])


def _plan_versions() -> None:
    op.create_table(
        "plan_versions",
        required("id", sa.Integer()),
        required("date", sa.Date()),
        required("sitting", sa.String()),
        required("number", sa.Integer()),
        required("status", sa.String()),
        required("created", MOMENT),
        optional("published", MOMENT),
        required("problem", sa.LargeBinary()),
        required("plan", sa.LargeBinary()),
        key("plan_versions", "id"),
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
        required("version_id", sa.Integer()),
        required("position", sa.Integer()),
        required("resident", sa.String()),
        required("visit", sa.String()),
        required("diet", sa.String()),
        required("meals", sa.Integer()),
        key("plan_orders", "version_id", "position"),
        refers("plan_orders", "version_id", "plan_versions"),
    )


def _plan_hand_overs() -> None:
    op.create_table(
        "plan_hand_overs",
        required("version_id", sa.Integer()),
        required("visit", sa.String()),
        required("kind", sa.String()),
        required("who", sa.LargeBinary()),
        optional("at", sa.Integer()),
        key("plan_hand_overs", "version_id", "visit"),
        refers("plan_hand_overs", "version_id", "plan_versions"),
        sa.CheckConstraint(
            "kind IN ('volunteer', 'neighbour', 'pick_up', 'other_canteen', 'call', "
            "'acknowledged')",
            name=op.f("ck_plan_hand_overs_kind"),
        ),
    )


def _personal_reads() -> None:
    op.create_table(
        "personal_reads",
        required("id", sa.Integer()),
        required("at", MOMENT),
        required("endpoint", sa.String()),
        required("rider", sa.String()),
        required("date", sa.Date()),
        required("version_id", sa.Integer()),
        required("people", sa.Integer()),
        key("personal_reads", "id"),
        refers("personal_reads", "version_id", "plan_versions"),
    )
    op.create_index("ix_personal_reads_at", "personal_reads", ["at"])
