"""Files that wait for somebody to confirm their import; names and contents are encrypted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "uploads",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("token", "position", name="pk_uploads"),
    )
    op.create_index("ix_uploads_expires", "uploads", ["expires"])


def downgrade() -> None:
    """Drop the table; what waits there must be uploaded again."""
    op.drop_table("uploads")
