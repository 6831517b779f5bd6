"""The slides of a wall, each made once for each change of the records, however many walls look.

Kept by all that a slide depends on: ten screens cost one drawing.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from core import clock
from core.committees import trail
from core.reports.assessed import look
from core.reports.periods import Period
from core.walls.models import Wall, WallLook
from core.walls.service import Visit
from db.session import Session, reading
from db.settings import settings
from pages._ui.board import choice
from pages._ui.charts import bars
from pages._ui.charts.bars import Spec
from pages._ui.charts.panel import Panel, View
from pages._web.board import gathered, picture
from pages._web.board.asked import SCORED, WORKING, Asked
from pages._web.board.picture import Paint
from pages._web.drawing import NotDrawn
from pages._web.wall import choices

KEPT = 256
WIDTH, HEIGHT = 1000, 350
THICKEST, THINNEST = 80, 20  # of a lying bar
MOST_TILES = 12
LIGHT = Paint(label=16)
DARK = Paint("#e6e4df", "#a5abb5", "#383e48", "#15181d", 16)
Key = tuple[object, ...]
_kept: "OrderedDict[Key, Slide | None]" = OrderedDict()
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands on a screen for a while. `told` is a sentence, `foot` where it comes from."""

    title: str
    told: str
    foot: str
    svg: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    tiles: tuple[dict[str, str], ...] = ()

    def plain(self) -> dict[str, object]:
        """As the screen gets it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Planned:
    """A slide that is to be shown, and all that it depends on."""

    key: str
    of: Asked
    kept_by: Key


def planned(session: Session, visit: Visit) -> list[Planned]:
    """What a wall is to show as things stand."""
    wall, today = visit.wall, clock.today()
    revision = trail.revision(session, wall.committee_id)
    scored = _scored(session, visit)
    found = []
    for key in wall.slides.split(","):
        of = scored if choices.board_of(key) == SCORED else _plain(wall, today)
        if of is not None:
            kept_by = (settings().url, revision, key, of, wall.language, wall.look)
            found.append(Planned(key, of, kept_by))
    return found


def slides(visit: Visit, wanted: Sequence[Planned]) -> list[Slide]:
    """The slides of a wall; those with nothing to show are left out.

    Called with no session open: drawing takes long, and who looks keeps others from writing.
    """
    made = (_made(visit, one.key, one.of, one.kept_by) for one in wanted)
    return [one for one in made if one]


def forget() -> None:
    """Make each slide anew from now on."""
    _kept.clear()


def _made(visit: Visit, key: str, of: Asked, kept_by: Key) -> Slide | None:
    with _one_at_a_time:
        if kept_by in _kept:
            _kept.move_to_end(kept_by)
            return _kept[kept_by]
        try:
            made = _figures(visit, of) if key == choices.FIGURES else _panel(visit, key, of)
        except NotDrawn:
            return None  # shown again once it can be drawn
        _kept[kept_by] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return made


def _figures(visit: Visit, of: Asked) -> Slide:
    with reading() as session:
        found = gathered.gather(session, visit.actor, WORKING, of, ())
    tiles = [
        {"label": one.label, "value": one.value, "delta": str(one.delta or "")}
        for one in found.tiles
    ]
    say = found.view.say
    return Slide(
        say(choices.FIGURES_TITLE),
        found.told,
        _foot(found.view, found.origin.committee),
        tiles=tuple(tiles[:MOST_TILES]),
    )


def _panel(visit: Visit, key: str, of: Asked) -> Slide | None:
    panel = choices.panels().get(key)
    if panel is None or panel.draw is None:
        return None
    with reading() as session:
        rows = of.rows(session, visit.actor, panel)
        committee = gathered.committee(session, visit.actor, of)
    if not rows:
        return None
    view = of.view(visit.actor.language)
    spec = panel.draw(rows, view)
    return Slide(
        view.say(panel.title),
        panel.tell(rows, view),
        _foot(view, committee, panel),
        _drawn(spec, visit.wall.look),
        bars.keys(spec),
    )


def _drawn(spec: Spec, ground: WallLook) -> str:
    """A chart for a wide screen, read from far away."""
    paint = DARK if ground is WallLook.DARK else LIGHT
    return picture.chart(_larger(spec), WIDTH, paint).words


def _larger(spec: Spec) -> Spec:
    """A chart as high as suits a wide screen, its written numbers as large as its names."""
    made = dict(spec)
    named = {row["bar"] for row in spec.get("datasets", {}).get(bars.ROWS, ()) if "bar" in row}
    if named and isinstance(made.get("height"), int | float):
        made["height"] = _high(len(named)) if "layer" in spec else HEIGHT
    if "layer" in made:
        made["layer"] = [_text(layer) for layer in made["layer"]]
    return made


def _high(lying: int) -> int:
    """How high lying bars are together: neither a wall each, nor too thin for their names."""
    return max(min(lying * THICKEST, HEIGHT), lying * THINNEST) + bars.AROUND


def _text(layer: Spec) -> Spec:
    mark = layer.get("mark")
    if isinstance(mark, dict) and mark.get("type") == "text":
        return {**layer, "mark": {**mark, "fontSize": LIGHT.label}}
    return layer


def _foot(view: View, committee: str, panel: Panel | None = None) -> str:
    _ = view.say
    parts = [committee, _.days(view.period.first, view.period.last)]
    if panel:
        parts.append(_("Source: {register}", register=_(panel.source.name)))
    return " · ".join(parts)


def _plain(wall: Wall, today: date) -> Asked:
    period = choice.named(wall.span.value, today)
    return Asked(wall.committee_id, period, period.before_so_far(today))


def _scored(session: Session, visit: Visit) -> Asked | None:
    """The newest assessment of the committee, without names: whoever passes by reads a wall."""
    options = look.options(session, visit.actor, visit.wall.committee_id)
    newest = max(options, key=lambda one: (one.last, one.id), default=None)
    if newest is None:
        return None
    period = Period(newest.first, newest.last)
    return Asked(newest.committee_id, period, period.before(), newest.id, hidden=True)
