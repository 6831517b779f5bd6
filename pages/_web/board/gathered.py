"""A whole board with its rows, as it is taken away: each question asked once, in its order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.annotations import queries as annotations
from core.annotations.queries import Note
from core.committees import queries as committees
from core.permissions import Actor, Permission
from core.reports import why
from core.reports.assessed import look
from core.reports.changes import KeyFigure
from core.reports.queries import groups, kpis, liaison, studios
from core.reports.queries.kpis import Kpis
from db.session import Session
from pages._ui import screens
from pages._ui.board import assessed, tiles
from pages._ui.board.panels import Sections
from pages._ui.board.tiles import Tile
from pages._ui.charts.panel import Panel, Rows, Table, View
from pages._web.board.asked import BOARDS, SCORED, VOICED, WORKING, Asked
from pages._web.board.origin import Origin, origin

_SCREENS = {WORKING: "board/live", VOICED: "board/voices", SCORED: "board/assessment"}
Notes = Sequence[Note]
_FEN = (KeyFigure.GIVEN_FEN,)


@dataclass(frozen=True, slots=True)
class Part:
    """A panel, what it found, and what the office noted on it."""

    panel: Panel
    rows: Rows
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A board at one moment. `told` is the sentence above it; `found` the key figures if any."""

    board: str
    view: View
    origin: Origin
    told: str
    sections: tuple[tuple[str, tuple[Part, ...]], ...]
    tiles: tuple[Tile, ...] = ()
    found: Kpis | None = None

    @property
    def title(self) -> str:
        """What the board is called."""
        return self.view.say(screens.screen(_SCREENS[self.board]).title)

    def parts(self) -> Iterator[Part]:
        """The panels that found something."""
        return (part for _title, parts in self.sections for part in parts if part.rows)

    def key_figures(self) -> Table:
        """The key figures as numbers: now, in the period compared with, and by how much."""
        _, found = self.view.say, self.found
        if found is None:
            return []
        return [_figure(one, found, self.view) for one in KeyFigure]


def gather(
    session: Session, actor: Actor, board: str, asked: Asked, sections: Sections
) -> Gathered:
    """Ask all that a board shows. Refuses what the actor may not read."""
    view = asked.view(actor.language)
    committees.find(session, actor, asked.committee_id, Permission.BOARD_READ)
    told, shown, found = _OPENINGS[board](session, actor, asked, view)
    return Gathered(
        board,
        view,
        origin(session, actor, view, asked.against if board == WORKING else None),
        told,
        _sections(session, actor, asked, sections),
        shown,
        found,
    )


def committee(session: Session, actor: Actor, asked: Asked) -> str:
    """What the committee is called in the actor's language."""
    found = committees.find(session, actor, asked.committee_id, Permission.BOARD_READ)
    return asked.view(actor.language).say.name(found)


Opening = tuple[str, tuple[Tile, ...], Kpis | None]


def _working(session: Session, actor: Actor, asked: Asked, view: View) -> Opening:
    of = (session, actor, asked.committee_id, asked.period)
    found = kpis.kpis(*of, asked.against)
    reason = why.why(*of, asked.against, found)
    state = (
        groups.counts(*of)[0],
        studios.station_coverage(*of)[0],
        liaison.figures(*of)[0],
    )
    shown = (*tiles.flowing(found, view), *tiles.standing(found, state, view))
    return tiles.headline(found, view, asked.against, reason), shown, found


def _voiced(_session: Session, _actor: Actor, asked: Asked, view: View) -> Opening:
    _ = view.say
    days = _.days(asked.period.first, asked.period.last)
    return _("What came in from {days}, and what came of it.", days=days), (), None


def _scored(session: Session, actor: Actor, asked: Asked, view: View) -> Opening:
    option = look.look(session, actor, asked.assessment_id).option
    return assessed.opening(option, view), (), None


_OPENINGS = {WORKING: _working, VOICED: _voiced, SCORED: _scored}
assert _OPENINGS.keys() == BOARDS.keys()  # noqa: S101  each board begins with something


def _sections(
    session: Session, actor: Actor, asked: Asked, sections: Sections
) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    known: dict[object, Rows] = {}

    def rows(panel: Panel) -> Rows:
        if panel.ask not in known:
            known[panel.ask] = asked.rows(session, actor, panel)
        return known[panel.ask]

    noted = notes(session, actor, asked)
    return tuple(
        (title, tuple(Part(one, rows(one), noted.get(one.key, ())) for one in panels))
        for title, panels in sections
    )


def notes(session: Session, actor: Actor, asked: Asked) -> Mapping[str, Notes]:
    """What the office noted on the panels of its boards; nothing on those of an assessment."""
    if asked.assessment_id:
        return {}
    return annotations.of_panels(session, actor, asked.committee_id, asked.period)


def said(noted: Notes, view: View) -> list[str]:
    """Notes as lines, numbered as on the chart."""
    _ = view.say
    return [
        _(
            "Note {n}, {place}: {words} ({by})",
            n=one.number,
            place=one.place,
            words=one.words,
            by=one.by,
        )
        for one in noted
    ]


def _figure(one: KeyFigure, found: Kpis, view: View) -> dict[str, str | int | float]:
    _ = view.say
    now, before = (getattr(figures, one.value) for figures in (found.now, found.before))
    share = 100 if one in _FEN else 1
    name = _("{figure} (yuan)", figure=_.word(one)) if one in _FEN else _.word(one)
    change = round((now - before) / before * 100, 1) if before else ""
    return {
        _("Figure"): name,
        _("In the period"): now / share if share > 1 else now,
        _("Compared with"): before / share if share > 1 else before,
        _("Change (%)"): change,
    }
