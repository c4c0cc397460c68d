"""Token buckets in the database: the same for every worker and machine."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, db, insert_once


class Bucket(Base):
    """How much of an allowance is used up. Leaks with time: `full_at` is when it would be full again."""

    __tablename__ = "bucket"
    key: Mapped[str] = mapped_column(primary_key=True)
    full_at: Mapped[datetime]

    @classmethod
    def take(cls, key: str, *, most: int, within: timedelta, now: datetime, count: int = 1) -> bool:
        """Takes `count` of `most` per `within` for `key`; False if fewer are left. One conditional update: ten at once
        cost ten."""
        taking = within * count / most
        insert_once(cls, {"key": key, "full_at": now - within}, unique=("key",))
        row = db.session.get(cls, key, with_for_update=True, populate_existing=True)
        full_at = max(row.full_at, now) + taking
        if full_at > now + within:
            return False
        taken = update(cls).where(cls.key == key, cls.full_at == row.full_at).values(full_at=full_at)
        return db.session.execute(taken.execution_options(synchronize_session=False)).rowcount == 1

    @classmethod
    def forget(cls, *, now: datetime) -> None:
        """Removes full buckets: they say nothing."""
        db.session.execute(db.delete(cls).where(cls.full_at < now))
