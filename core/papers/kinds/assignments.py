"""What papers about one assignment tell of it alike."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from core.committees.models import Committee
from core.handling.models import HandlingRole
from core.handling.queries import Detail
from core.handling.reading import Part
from core.i18n import N_
from core.matters.models import MatterKind
from core.papers.fields import Told
from core.papers.kinds import offices
from core.papers.kinds.matters import ANALYSIS, BODY, OFFICE, SITUATION, SUGGESTION, TITLE, UNIT
from core.papers.words import Words


@dataclass(frozen=True, slots=True)
class OfAssignment:
    """Which matter a unit handles, in which part, until when."""

    body: Annotated[str, Told(N_("Committee in full"), BODY)]
    office: Annotated[str, Told(N_("Office of the committee"), OFFICE)]
    year: Annotated[str, Told(N_("Year of the paper"), "2026")]
    today: Annotated[str, Told(N_("Day of the paper"), date(2026, 3, 10))]
    what: Annotated[str, Told(N_("Opinion item or proposal"), N_("opinion item"))]
    number: Annotated[str, Told(N_("Number of the item"), 47)]
    title: Annotated[str, Told(N_("Title"), TITLE)]
    situation: Annotated[str, Told(N_("Situation"), SITUATION, prose=True)]
    analysis: Annotated[str, Told(N_("Analysis"), ANALYSIS, prose=True)]
    suggestion: Annotated[str, Told(N_("Suggestion"), SUGGESTION, prose=True)]
    raised_by: Annotated[
        str, Told(N_("Proposers; of opinion items units are told nobody"), N_("Member 001"))
    ]
    unit: Annotated[str, Told(N_("Handling unit"), UNIT)]
    role: Annotated[str, Told(N_("Part of the unit"), N_("Lead unit"))]
    lead: Annotated[str, Told(N_("Lead unit"), UNIT)]
    others: Annotated[str, Told(N_("Co-handling units"), N_("Example County Town Bureau"))]
    assigned: Annotated[str, Told(N_("Counted from"), date(2026, 3, 10))]
    due: Annotated[str, Told(N_("To be answered by"), date(2026, 6, 10))]


def of_assignment(seen: Detail, committee: Committee, _: Words) -> dict[str, Any]:
    """The values of `OfAssignment`."""
    part, text = seen.part, seen.text
    named = (committee.name, committee.name_en)
    units = [one for one in seen.whole.parts if one.round == part.round]
    return {
        "body": offices.body(_, *named),
        "office": offices.office(_, *named),
        "year": str(seen.whole.today.year),
        "today": _.day(seen.whole.today),
        "what": what(text.kind, _),
        "number": str(text.number or ""),
        "title": text.title,
        "situation": text.situation,
        "analysis": text.analysis,
        "suggestion": text.suggestion,
        "raised_by": text.raised_by,
        "unit": part.unit,
        "role": _.word(part.role),
        "lead": _named(units, HandlingRole.LEAD, _),
        "others": _named(units, HandlingRole.CO, _),
        "assigned": _.day(part.clock.counted_from),
        "due": _.day(part.clock.due_on),
    }


def what(kind: MatterKind, _: Words) -> str:
    """What a matter is called within a sentence."""
    return _(N_("proposal")) if kind is MatterKind.PROPOSAL else _(N_("opinion item"))


def _named(units: list[Part], role: HandlingRole, _: Words) -> str:
    return _.list([one.unit for one in units if one.role is role])
