"""What changed most and what it is due to, in one sentence."""

from core.i18n import N_
from core.reports.changes import KeyFigure
from core.reports.periods import Then
from core.reports.why import Kind, Part, Reason
from pages._ui.charts.panel import View, months_of

AMOUNTS = {
    KeyFigure.ACTIVITIES: N_("{n} occasions"),
    KeyFigure.SERVED: N_("{n} people"),
    KeyFigure.OPINIONS_HEARD: N_("{n} opinions"),
    KeyFigure.PROBLEMS_SOLVED: N_("{n} problems"),
    KeyFigure.STUDIOS: N_("{n} studios"),
}


def told(reason: Reason, then: Then, view: View) -> str:
    """The sentence."""
    _, change = view.say, reason.change
    parts = {
        "figure": _.word(change.figure),
        "now": _amount(change.figure, change.now, view),
        "then": _.word(then),
        "before": _amount(change.figure, change.before, view),
        "share": _.percent(abs(change.share)),
        "why": _why(reason, view),
    }
    if change.now > change.before:
        return _(
            "What rose most: {figure}, {now} after {before} {then} (up {share}); {why}.", **parts
        )
    return _(
        "What fell most: {figure}, {now} after {before} {then} (down {share}); {why}.", **parts
    )


def _why(reason: Reason, view: View) -> str:
    """The part that it is due to, or that it is due to none."""
    _, part, change = view.say, reason.part, reason.change
    if part is None:
        return _("it is spread over many, no single part makes up a third of it")
    named = {
        "part": _called(reason, part, view),
        "n": _amount(change.figure, abs(part.more), view),
    }
    if abs(part.more) > abs(change.now - change.before):
        message = _MORE_THAN_ALL if part.more > 0 else _LESS_THAN_ALL
    elif part.more > 0:
        message = _MORE if part.before else _NEW
    else:
        message = _LESS if part.now else _GONE
    return _(message, **named)


def _called(reason: Reason, part: Part, view: View) -> str:
    _ = view.say
    if part.kind is Kind.MONTH:
        return months_of(view.period, _)[reason.month]
    if reason.called is None:
        return _.word(reason.word)
    name = _.name(reason.called)
    return _("“{name}”", name=name) if part.kind is Kind.CATEGORY else name


def _amount(figure: KeyFigure, number: int, view: View) -> str:
    _ = view.say
    if figure is KeyFigure.GIVEN_FEN:
        return _.yuan(number)
    return _(AMOUNTS[figure], n=_.count(number))


_MORE = N_("{part} alone has {n} more")
_NEW = N_("{part} is new and has {n}")
_LESS = N_("{part} alone has {n} less")
_GONE = N_("{part} had {n} and has none now")
_MORE_THAN_ALL = N_("{part} alone has {n} more, others have less")
_LESS_THAN_ALL = N_("{part} alone has {n} less, others have more")
