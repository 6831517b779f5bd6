"""How often somebody sends something to the public pages: counted in the database.

Addresses are kept as hashes with a salt that changes each day, and forgotten after a day.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from core import clock
from core.audit.models import AuditHead
from core.box.models import BoxEntry, BoxKnock, KnockKind
from core.errors import DomainError
from core.i18n import N_
from core.members.phones import derived

WINDOW = timedelta(minutes=10)
MOST = 5
KEPT = timedelta(days=1)


class TooMany(DomainError):
    """Too much was sent in too short a time."""

    def __init__(self) -> None:
        super().__init__(
            N_("That was a little much at once. Wait ten minutes, then send it again. Thank you.")
        )


def of_address(address: str) -> str:
    """What is kept of an address today. Of IPv6 the network counts, which is one household's."""
    salt = derived(f"address:{clock.now():%Y-%m-%d}".encode())
    return hmac.new(salt, _network(address).encode(), hashlib.sha256).hexdigest()


def knock(session: Session, kind: KnockKind, *keys: str) -> None:
    """Count that something was sent; refuse it where one of the keys was counted too often.

    End the transaction after this: what is refused later counts all the same.
    """
    # One at a time: two counted side by side would not see each other.
    session.exec(select(AuditHead.id).with_for_update()).first()
    since = clock.now() - WINDOW
    if any(_count(session, kind, key, since) >= MOST for key in keys):
        raise TooMany
    session.add_all(BoxKnock(kind=kind, key=key) for key in keys)
    session.execute(delete(BoxKnock).where(col(BoxKnock.at) < clock.now() - KEPT))


def check_box(session: Session, box_id: int) -> None:
    """Refuse an entry where a box, locked, was given too many in a short time."""
    asked = select(func.count(col(BoxEntry.id))).where(
        BoxEntry.box_id == box_id, col(BoxEntry.received_at) > clock.now() - WINDOW
    )
    if session.exec(asked).one() >= MOST:
        raise TooMany


def _count(session: Session, kind: KnockKind, key: str, since: datetime) -> int:
    asked = select(func.count(col(BoxKnock.id))).where(
        BoxKnock.key == key, BoxKnock.kind == kind, col(BoxKnock.at) > since
    )
    return session.exec(asked).one()


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
