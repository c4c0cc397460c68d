"""What was asked of the roster, in its address: which clients, in which order, of which name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.review.queries.caseload import GROUPS

SORTS = ("next", "name", "last")


@dataclass(frozen=True, slots=True)
class Asked:
    """`show`: one of GROUPS, or "" for all; `sort`: one of SORTS; `named`: what was typed."""

    show: str = ""
    sort: str = "next"
    named: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Asked:
        """What nobody can ask for is not asked."""
        show, sort = args.get("show", ""), args.get("sort", "")
        return cls(
            show=show if show in GROUPS else "",
            sort=sort if sort in SORTS else "next",
            named=args.get("q", "").strip(),
        )

    def address(self, **changes: str) -> dict[str, str]:
        """The arguments that ask for the same but for `changes`; without those that go without saying."""
        all_of_it = {"show": self.show, "sort": self.sort, "q": self.named} | changes
        return {name: said for name, said in all_of_it.items() if said and said != "next"}
