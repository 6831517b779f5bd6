"""What papers about one matter tell of it alike."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from core.i18n import N_
from core.matters.detail import MatterDetail
from core.papers.fields import Told
from core.papers.kinds import offices, raisers
from core.papers.words import Words

TITLE = N_("More night buses for the workers of the Example Road works")
SITUATION = N_("The last bus leaves at nine in the evening. The late shift ends at ten.")
ANALYSIS = N_("The time table was made before the works opened and was not changed since.")
SUGGESTION = N_("Run two more buses until eleven, and ask the works when their shifts end.")
BODY = N_("Example County Committee of the CPPCC")
OFFICE = N_("Example County CPPCC Office")
UNIT = N_("Example County Transport Bureau")


@dataclass(frozen=True, slots=True)
class OfMatter:
    """Which matter it is, and what it says."""

    body: Annotated[str, Told(N_("Committee in full"), BODY)]
    office: Annotated[str, Told(N_("Office of the committee"), OFFICE)]
    number: Annotated[str, Told(N_("Number of the item"), "2026-0047")]
    title: Annotated[str, Told(N_("Title"), TITLE)]
    situation: Annotated[str, Told(N_("Situation"), SITUATION, prose=True)]
    analysis: Annotated[str, Told(N_("Analysis"), ANALYSIS, prose=True)]
    suggestion: Annotated[str, Told(N_("Suggestion"), SUGGESTION, prose=True)]
    category: Annotated[str, Told(N_("Category"), N_("Urban management"))]
    received: Annotated[str, Told(N_("Received on"), date(2026, 3, 2))]
    raised_by: Annotated[str, Told(N_("Raised by"), N_("Member 001"))]
    co_signers: Annotated[str, Told(N_("Members who sign it too"), N_("Member 002"))]
    employer: Annotated[str, Told(N_("Employer and post"), N_("Example Works"))]


def of_matter(record: MatterDetail, employer: str, _: Words) -> dict[str, Any]:
    """The values of `OfMatter`."""
    named = (record.committee, record.committee_en)
    return {
        "body": offices.body(_, *named),
        "office": offices.office(_, *named),
        "number": number(record),
        "title": record.title,
        "situation": record.situation,
        "analysis": record.analysis,
        "suggestion": record.suggestion,
        "category": _.either(record.category, record.category_en),
        "received": _.day(record.received_on),
        "raised_by": raisers.first(record, _),
        "co_signers": raisers.co_signers(record, _),
        "employer": employer,
    }


def number(record: MatterDetail) -> str:
    """The number of an opinion item within its year, "" before it is handed in."""
    return f"{record.series}-{record.number:04}" if record.series and record.number else ""
