"""The library: micro-practices, each in versions. A version is never changed: what was sent stays as sent."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from app.accounts.models import User
from app.core.db import Base, Named, db
from app.data import practices

EVEN_BREATH = "even-breath"
# A reading of minutes in three sizes: (from, to).
SIZES = {"short": (0, 2), "middle": (3, 3), "long": (4, 60)}


class PracticeVersion(Named, Base):
    """One version of one practice. `body` has the keys that app/data/README.md lists for practices.json. An own copy
    has two more: `based_on` {slug, version, title, cautions} of the original, and `retired` once it is not offered."""

    __tablename__ = "practice_version"
    __table_args__ = (UniqueConstraint("organization_id", "slug", "version"),)
    # None: the built-in library, the same for everybody.
    organization_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organization.id"))
    slug: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    body: Mapped[dict]
    # An own copy: who wrote this version, and when. None for the built-in ones.
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime | None]

    made_by: Mapped[User | None] = relationship()

    @classmethod
    def load_library(cls) -> int:
        """Adds the built-in versions that are not there yet; returns how many. Safe to repeat."""
        built_in = select(cls.slug, cls.version).where(cls.organization_id.is_(None))
        known = {tuple(row) for row in db.session.execute(built_in)}
        new = [one for one in practices()["practices"] if (one["slug"], one["version"]) not in known]
        db.session.add_all(cls(slug=one["slug"], version=one["version"], body=one) for one in new)
        return len(new)

    @classmethod
    def newest(cls, slug: str, organization_id: uuid.UUID | None = None) -> PracticeVersion | None:
        """The newest version of a built-in practice, or of an own copy of this organization."""
        return db.session.scalar(cls._versions(slug, organization_id).limit(1))

    @classmethod
    def history(cls, slug: str, organization_id: uuid.UUID | None = None) -> list[PracticeVersion]:
        """Every version of one practice, newest first, with who made it."""
        return list(db.session.scalars(cls._versions(slug, organization_id)))

    @classmethod
    def built_in(cls, slug: str, version: int) -> PracticeVersion | None:
        """One built-in version, however old: what was on a phone must be found."""
        own = cls.organization_id.is_(None)
        return db.session.scalar(select(cls).where(cls.slug == slug, cls.version == version, own))

    @classmethod
    def library(cls, organization_id: uuid.UUID | None = None) -> list[PracticeVersion]:
        """The newest version of every built-in practice, and of this organization's own copies, by title."""
        return [one for one in cls.whole_library(organization_id) if not one.retired]

    @classmethod
    def whole_library(cls, organization_id: uuid.UUID | None) -> list[PracticeVersion]:
        """The same with own copies that are no longer offered: one statement."""
        shown = cls._shown_to(organization_id)
        top = select(cls.slug, func.max(cls.version).label("version")).where(shown).group_by(cls.slug).subquery()
        rows = select(cls).join(top, (cls.slug == top.c.slug) & (cls.version == top.c.version))
        found = db.session.scalars(rows.where(shown).options(joinedload(cls.made_by)))
        return sorted(found, key=lambda one: one.title)

    @classmethod
    def titles(cls, organization_id: uuid.UUID | None) -> dict[str, str]:
        """Slug -> newest title, retired ones too: for rows that name a practice by its slug."""
        title = cls.body["title"].as_string()
        rows = select(cls.slug, title).where(cls._shown_to(organization_id)).order_by(cls.version)
        return dict(map(tuple, db.session.execute(rows)))

    @classmethod
    def _versions(cls, slug: str, organization_id: uuid.UUID | None) -> Select[tuple[PracticeVersion]]:
        rows = select(cls).where(cls.slug == slug, cls._shown_to(organization_id))
        return rows.options(joinedload(cls.made_by)).order_by(cls.version.desc())

    @classmethod
    def _shown_to(cls, organization_id: uuid.UUID | None) -> ColumnElement[bool]:
        return or_(cls.organization_id.is_(None), cls.organization_id == organization_id)

    @property
    def own(self) -> bool:
        """Is it somebody's own copy? Its slug is like no built-in one."""
        return self.organization_id is not None

    @property
    def retired(self) -> bool:
        """Is it no longer offered? A version of its own says so; what was given goes on."""
        return bool(self.body.get("retired"))

    @property
    def title(self) -> str:
        return self.body["title"]

    @property
    def minutes(self) -> int:
        return self.body["minutes"]

    @property
    def tiny(self) -> dict[str, Any]:
        """{"seconds": 10-120, "text": ...}: the version for busy days, which counts as done."""
        return self.body["tiny"]

    def fits(
        self,
        *,
        trigger: str | None = None,
        goal: str | None = None,
        minutes: str | None = None,
        kind: str | None = None,
    ) -> bool:
        """Does it answer all that was asked for? `minutes` is a key of SIZES, `kind` a player; None asks nothing."""
        low, high = SIZES[minutes] if minutes else (0, 60)
        return (
            (not trigger or trigger in self.body["triggers"])
            and (not goal or goal in self.body["goals"])
            and (not kind or kind == self.body["player"])
            and low <= self.minutes <= high
        )

    @property
    def has_holds(self) -> bool:
        """Does the breath pause on the way? Then it is replaced by even breath for whoever goes gently with holds."""
        return bool((self.body.get("breath") or {}).get("has_holds"))
