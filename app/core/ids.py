"""Ids: UUIDv7 (RFC 9562), so rows sort by the time they were named, on every database."""

import os
import time
import uuid


def uuid7(*, ms: int | None = None) -> uuid.UUID:
    """A new UUIDv7. `ms`: milliseconds since 1970, by default the clock's; the rest is random."""
    stamp = time.time_ns() // 1_000_000 if ms is None else ms
    value = (stamp & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)
