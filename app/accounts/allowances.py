"""How often somebody may ask: per address and per network, the same for known and unknown addresses."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from app.core.keys import keyed_hash
from app.core.limits import Bucket

WITHIN = timedelta(minutes=15)
PER_ADDRESS = 5
PER_NETWORK = 30
# Invitations one person mails: enough for a full caseload, too few for anybody else's mailbox.
MAILED = {"most": 40, "within": timedelta(hours=1)}

# Seconds until one more is allowed again.
RETRY_AFTER = int(WITHIN.total_seconds()) // PER_ADDRESS


def may_ask(email: str, *, network: str, device: str = "", now: datetime) -> bool:
    """May another code go to `email`? `device` names a browser where this address has signed in before: it has an
    allowance of its own, so that strangers who ask for codes keep nobody out."""
    address = _take("ask-address", email + device, most=PER_ADDRESS, now=now)
    # Both are always taken: every answer costs the same.
    return _take("ask-network", network, most=PER_NETWORK, now=now) and address


def may_guess(network: str, *, now: datetime) -> bool:
    """May somebody without a living code go on guessing? With one, its five tries are the limit."""
    return _take("guess", network, most=PER_NETWORK, now=now)


def may_mail(inviter_id: str, *, now: datetime) -> bool:
    """May this person mail another invitation?"""
    return Bucket.take(f"invite:{inviter_id}", now=now, **MAILED)


def may_renew(network: str, *, now: datetime) -> bool:
    """May somebody ask for another link?"""
    return _take("renew", network, most=PER_ADDRESS, now=now)


def network_of(address: str | None) -> str:
    """An IPv4 address as it is, an IPv6 one as its /64: that is what one connection gets."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return "unknown"
    if ip.version == 6 and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ip) if ip.version == 4 else str(ip_network(f"{ip}/64", strict=False))


def _take(what: str, whose: str, *, most: int, now: datetime) -> bool:
    # Hashed: a list of who asked when is nobody's business.
    return Bucket.take(f"{what}:{keyed_hash('bucket', whose)}", most=most, within=WITHIN, now=now)
