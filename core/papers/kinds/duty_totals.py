"""What a member did, in figures: the lines of a summary."""

from core.activities.record import Called
from core.i18n import N_
from core.matters.models import AuthorRole
from core.papers.kinds import duty_rows as rows
from core.papers.words import Words
from core.reports import record as records
from core.reports.record import CONSULTING, MEETINGS, SERVICE, STUDY, Record

ATTENDED = {
    "meetings": N_("Meetings"),
    "consulting": N_("Consultation, inspection, survey and supervision"),
    "study": N_("Study and training"),
    "service": N_("Service to the people and other activities"),
}


def totals(found: Record, _: Words) -> tuple[rows.Total, ...]:
    """What there was of each, in figures."""
    called = [(label, rows_of(found)[name]) for name, label in ATTENDED.items()]
    others = [
        (N_("Proposals"), len(found.proposals), proposals_said(found, _)),
        (N_("Opinion items"), len(found.opinions), adopted_said(found, _)),
        (N_("Speeches and reports"), len(found.given), ""),
        (N_("Posts, appointments and liaison"), _held_count(found), ""),
        (N_("Honours"), len(found.honours), ""),
    ]
    return (
        *(rows.Total(_(label), str(len(of)), rows.presence(of, _)) for label, of in called),
        *(rows.Total(_(label), str(number), note) for label, number, note in others),
    )


def done(found: Record, _: Words) -> tuple[rows.Total, ...]:
    """What was attended and raised, without what was missed; nothing where there was nothing."""
    of = {_(label): records.attended(rows_of(found)[name]) for name, label in ATTENDED.items()}
    told = (
        rows.Total(one.what, str(of[one.what]), "") if one.what in of else one
        for one in totals(found, _)
    )
    return tuple(one for one in told if one.number != "0")


def rows_of(found: Record) -> dict[str, list[Called]]:
    """What was called to, by the parts of `ATTENDED`."""
    return {
        "meetings": found.under(MEETINGS),
        "consulting": found.under(CONSULTING),
        "study": found.under(STUDY),
        "service": [*found.under(SERVICE), *found.others()],
    }


def proposals_said(found: Record, _: Words) -> str:
    """How many as first proposer, and how many co-signed."""
    signed = sum(one.matter.role is AuthorRole.CO_SIGNER for one in found.proposals)
    return _(
        N_("first proposer of {first}, co-signer of {signed}"), first=len(found.led), signed=signed
    )


def adopted_said(found: Record, _: Words) -> str:
    """How often items were adopted."""
    return _(N_("adopted {n} times in these days"), n=len(found.used))


def _held_count(found: Record) -> int:
    return len(found.posts) + len(found.appointments) + len(found.liaisons)
