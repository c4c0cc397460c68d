"""count runs without reading them

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-20 16:30:00
"""

from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('completion', schema=None) as batch_op:
        batch_op.drop_index('ix_completion_day')
        batch_op.create_index('ix_completion_day', ['user_id', 'local_date', 'gone_at', 'outcome'])


def downgrade() -> None:
    with op.batch_alter_table('completion', schema=None) as batch_op:
        batch_op.drop_index('ix_completion_day')
        batch_op.create_index('ix_completion_day', ['user_id', 'local_date', 'gone_at'])
