"""held entries

Revision ID: 0006
Revises: 0004
Create Date: 2026-11-20 18:00:00
"""

import sqlalchemy as sa
from alembic import op

from app.core.db import UtcDateTime, Uuid

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_entry",
        sa.Column("user_id", Uuid(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("organization_id", Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_held_entry_organization_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_held_entry_user_id")),
        sa.PrimaryKeyConstraint("user_id", "entry_id", "body_hash", name=op.f("pk_held_entry")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.alter_column("skew_ms", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=True)


def downgrade() -> None:
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.alter_column("skew_ms", existing_type=sa.BigInteger(), type_=sa.Integer(), existing_nullable=True)
    op.drop_table("held_entry")
