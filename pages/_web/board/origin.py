"""What all figures that leave the screen carry: whose they are, of which days, who took them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core import clock
from core.committees import queries as committees
from core.i18n import N_
from core.permissions import Actor, Permission
from core.reports.periods import Period
from db.session import Session
from pages._ui.charts.panel import Panel, View
from pages._ui.charts.say import Say

PRODUCT = N_("Lianxin")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where figures come from. `narrowed` is what they were narrowed to, label by label.

    `against` is the period that changes are told against, where some are.
    """

    committee: str
    period: Period
    maker: str
    made: datetime
    say: Say
    narrowed: Mapping[str, str] = field(default_factory=dict)
    against: Period | None = None

    def facts(self) -> dict[str, str]:
        """Label and value of all that is known."""
        _ = self.say
        return {
            _("Committee"): self.committee,
            _("Period"): _.days(self.period.first, self.period.last),
            **self._compared(),
            **self.narrowed,
            _("Made by"): self.maker,
            _("Made at"): self.moment,
        }

    @property
    def moment(self) -> str:
        """When it was taken, by the clock on the wall."""
        return f"{clock.local(self.made):%Y-%m-%d %H:%M}"

    def foot(self, panel: Panel | None = None) -> str:
        """All of it in one line, with the register that a panel's figures come from."""
        _ = self.say
        days = _.days(self.period.first, self.period.last)
        parts = [self.committee, days, *(f"{k} {v}" for k, v in self.narrowed.items())]
        if panel:
            parts.append(_("Source: {register}", register=_(panel.source.name)))
        parts.append(_("{product}, {maker}, {moment}", product=_(PRODUCT), **self._made()))
        return " · ".join(part for part in parts if part)

    def _compared(self) -> dict[str, str]:
        _, against = self.say, self.against
        return {_("Compared with"): _.days(against.first, against.last)} if against else {}

    def _made(self) -> dict[str, str]:
        return {"maker": self.maker, "moment": self.moment}


def origin(session: Session, actor: Actor, view: View, against: Period | None = None) -> Origin:
    """Where the figures of a view come from, when an actor takes them now."""
    found = committees.find(session, actor, view.committee_id, Permission.BOARD_READ)
    name = view.say.name(found)
    return Origin(name, view.period, actor.name, clock.now(), view.say, {}, against)
