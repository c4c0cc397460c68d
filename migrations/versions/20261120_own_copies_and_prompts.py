"""own copies and prompts

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-20 16:05:00
"""

import sqlalchemy as sa
from alembic import op
from app.core.db import UtcDateTime
from app.core.db import Uuid

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:

    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('once_until', sa.Date(), nullable=True))

    with op.batch_alter_table('practice_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('made_by_id', Uuid(), nullable=True))
        batch_op.add_column(sa.Column('made_at', UtcDateTime(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_practice_version_made_by_id'), 'user', ['made_by_id'], ['id'])




def downgrade() -> None:

    with op.batch_alter_table('practice_version', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_practice_version_made_by_id'), type_='foreignkey')
        batch_op.drop_column('made_at')
        batch_op.drop_column('made_by_id')

    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_column('once_until')


