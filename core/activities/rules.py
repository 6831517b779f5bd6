"""What must hold for activities and attendance."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from core.activities.drafts import AttendanceDraft, Figures, Media
from core.activities.models import WAS_THERE, Activity, ActivityState, Category, Presence, Stage
from core.errors import RuleBroken
from core.i18n import N_

TWO_THIRDS_PERCENT = 67
LONGEST = timedelta(days=62)
HALF_DAY = timedelta(hours=4)
MORNING, EVENING = time(8), time(18)
MOST_ATTENDEES = 2_000
MOST_LINKS = 20
_YEARS = range(1990, 2101)
_MOST = {
    "served": 1_000_000,
    "opinions_heard": 100_000,
    "problems_raised": 100_000,
    "problems_solved": 100_000,
    "suggestions": 100_000,
    "lecturers": 10_000,
}


def share(minutes_there: int, minutes_in_all: int) -> int:
    """How much of an activity somebody was there, in percent.

    Rounded away from two thirds, so that 67 and more means two thirds or more exactly.
    """
    there = min(max(minutes_there, 0), minutes_in_all)
    down, rest = divmod(there * 100, minutes_in_all)
    return down + 1 if rest and there * 3 >= minutes_in_all * 2 else down


def counted(presence: Presence, share_percent: int) -> Presence:
    """What a presence counts as: who came for less than two thirds was absent."""
    if presence in WAS_THERE and share_percent < TWO_THIRDS_PERCENT:
        return Presence.ABSENT
    return presence


def half_days(starts: datetime, ends: datetime) -> int:
    """How many half-days an activity takes by the clock on the wall.

    A day of up to four hours is one, a longer day two. Of several days the first lasts
    until the evening, the last began in the morning, and those between are whole ones.
    """
    nights = (ends.date() - starts.date()).days
    if nights == 0:
        return _halves(ends - starts)
    first = datetime.combine(starts.date(), EVENING, starts.tzinfo) - starts
    last = ends - datetime.combine(ends.date(), MORNING, ends.tzinfo)
    return _halves(first) + 2 * (nights - 1) + _halves(last)


def _halves(length: timedelta) -> int:
    return 1 if length <= HALF_DAY else 2


def check_title(title: str) -> None:
    """An activity has a title."""
    if not title:
        raise RuleBroken(N_("Give the activity a title."), field="title")


def check_times(starts: datetime, ends: datetime) -> None:
    """It ends after it starts, within two months, in a year that is not a slip of the pen."""
    if starts.year not in _YEARS:
        raise RuleBroken(N_("Check the year of the day."), field="starts")
    if ends <= starts:
        raise RuleBroken(N_("The end must come after the start."), field="ends")
    if ends - starts > LONGEST:
        raise RuleBroken(
            N_("An activity lasts {n} days at most. Record each part by itself."),
            field="ends",
            n=LONGEST.days,
        )


def check_stage(stage: Stage, held_on: date, today: date) -> None:
    """What is still to come cannot have been held."""
    if stage is Stage.DONE and held_on > today:
        raise RuleBroken(
            N_("This day is still to come. Record the activity as planned."), field="stage"
        )


def check_category(category: Category | None, kept_by: int, *, unchanged: bool) -> None:
    """A category in use, of the second level, from the catalogue that the owner uses."""
    if category is None or category.parent_id is None or category.committee_id != kept_by:
        raise RuleBroken(N_("Choose a category from the catalogue."), field="category_id")
    if category.retired_at is not None and not unchanged:
        raise RuleBroken(
            N_("The category {name} is no longer in use. Choose another one."),
            field="category_id",
            name=category.name,
        )


def check_figures(figures: Figures) -> None:
    """Figures are neither negative nor beyond belief; no more is solved than was raised."""
    for name, most in _MOST.items():
        number: int = getattr(figures, name)
        if not 0 <= number <= most:
            raise RuleBroken(N_("Enter a number from 0 to {most}."), field=name, most=f"{most:,}")
    if figures.problems_raised and figures.problems_solved > figures.problems_raised:
        raise RuleBroken(
            N_("More problems are solved than were raised. Check both numbers."),
            field="problems_solved",
        )


def check_media(media: Sequence[Media]) -> None:
    """Each link has a title, and an address that a browser opens as a page, or none."""
    if len(media) > MOST_LINKS:
        raise RuleBroken(N_("{n} links at most are kept."), field="media", n=MOST_LINKS)
    for link in media:
        if not link.title:
            raise RuleBroken(N_("Give each link a title."), field="media")
        if link.address and not _is_web_address(link.address):
            raise RuleBroken(
                N_("The address of {title} must begin with http:// or https://."),
                field="media",
                title=link.title,
            )


def check_complete(activity: Activity) -> None:
    """What is submitted was held, and says where."""
    if activity.stage is not Stage.DONE:
        raise RuleBroken(N_("This activity is still planned. Mark it as held first."))
    if not activity.place:
        raise RuleBroken(N_("Enter the place before you submit it."), field="place")


def check_state(activity: Activity, *allowed: ActivityState) -> None:
    """A step is only taken from where it leads on."""
    if activity.state not in allowed:
        raise RuleBroken(
            N_("This cannot be done now: the record is {state}."), state=activity.state
        )


def check_reason(reason: str) -> None:
    """Who returns a record says why."""
    if not reason:
        raise RuleBroken(N_("Say what is to be corrected."), field="reason")


def check_attendance(rows: Sequence[AttendanceDraft]) -> None:
    """Each member once, with a share in percent; who is on leave gives reason and approver."""
    if len(rows) > MOST_ATTENDEES:
        raise RuleBroken(N_("{n} members at most attend one activity."), n=MOST_ATTENDEES)
    if any(not 0 <= row.share_percent <= 100 for row in rows):
        raise RuleBroken(N_("The share attended lies between 0 and 100 percent."))
    twice = [member for member, n in Counter(row.member_id for row in rows).items() if n > 1]
    if twice:
        raise RuleBroken(N_("{n} members are listed twice. Keep one row each."), n=len(twice))


def check_leave(name: str, row: AttendanceDraft) -> None:
    """Leave has a reason and somebody who approved it."""
    if row.presence is not Presence.ON_LEAVE:
        return
    if not row.leave_reason:
        raise RuleBroken(N_("Enter why {name} was on leave."), name=name)
    if not row.leave_approved_by:
        raise RuleBroken(N_("Enter who approved the leave of {name}."), name=name)


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    return not set(address) & set(" <>\\")  # these would end the link that shows it
