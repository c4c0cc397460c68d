"""Dates as bits, put together by the database: one number a client instead of a row a day."""

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class day_bits(GenericFunction):
    """day_bits(dates, since): an aggregate with a bit for each date, the first for `since`; None without any date.
    Dates must lie within the 31 days from `since` on."""

    type = Integer()
    inherit_cache = True


@compiles(day_bits, "sqlite")
def _sqlite(element, compiler, **how) -> str:
    dates, since = (compiler.process(part, **how) for part in element.clauses)
    # Powers of two of different days add up to what "or" would make of them.
    return f"sum(DISTINCT 1 << CAST(julianday({dates}) - julianday({since}) AS INTEGER))"


@compiles(day_bits, "postgresql")
def _postgresql(element, compiler, **how) -> str:
    dates, since = (compiler.process(part, **how) for part in element.clauses)
    return f"bit_or(1 << ({dates} - {since}))"
