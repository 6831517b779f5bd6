"""When a studio receives, in words of a named language."""

from core.i18n import N_, translate
from core.studios.models import RotaRule
from core.studios.reception_queries import RotaRow

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def weekday(number: int, spoken: str) -> str:
    """What a weekday is called; 0 is Monday."""
    return translate(_WEEKDAYS[number], spoken)


def when(rota: RotaRow | None, spoken: str) -> str:
    """When a studio receives; "" where no rule is set."""
    if rota is None:
        return ""
    hours = f"{rota.from_time:%H:%M}–{rota.until_time:%H:%M}"
    if rota.rule is RotaRule.WEEKLY:
        told = N_("Every {weekday}, {hours}")
        return translate(told, spoken, weekday=weekday(rota.weekday or 0, spoken), hours=hours)
    days = rota.days.replace(",", "、")
    told = N_("On day {days} of each month, {hours}")
    return translate(told, spoken, days=days, hours=hours)
