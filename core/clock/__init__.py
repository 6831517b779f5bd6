"""The time. UTC inside, the committee's zone on the screen."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOME_ZONE = "Asia/Shanghai"


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str = HOME_ZONE) -> date:
    """The calendar day it is in a zone."""
    return datetime.now(ZoneInfo(zone)).date()


def local(moment: datetime, zone: str = HOME_ZONE) -> datetime:
    """A moment as the clock on the wall of a zone shows it."""
    return moment.astimezone(ZoneInfo(zone))


def moment(wall: datetime, zone: str = HOME_ZONE) -> datetime:
    """The UTC moment at which the wall clock of a zone shows `wall` (naive)."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
