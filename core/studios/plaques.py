"""The plaque of a studio: no two of a committee bear one number, and a slip is corrected."""

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import trail
from core.errors import RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.studios import queries, rules
from core.studios.drafts import PlaqueDraft
from core.studios.models import Studio


def correct(
    session: Session, actor: Actor, studio_id: int, draft: PlaqueDraft, *, version: int
) -> Studio:
    """Put right the opening day or the plaque of a studio that was opened. Its steps stay."""
    require(actor, Permission.STUDIO_DECIDE)
    studio = queries.find(session, actor, studio_id, Permission.STUDIO_DECIDE, lock=True)
    rules.check_alive(studio.state)
    columns = draft.columns()
    rules.check_plaque_of(studio, draft, clock.today())
    check_free(session, studio, columns["plaque_number"])
    changes = audit.apply(studio, columns, version)
    subject = (studio.id, studio.name, studio.committee_id)
    entry = Entry("studio:plaque_corrected", "studio", *subject, changes.before, changes.after)
    trail.record(session, actor, entry)
    return studio


def check_free(session: Session, studio: Studio, number: str) -> None:
    """No two studios of a committee bear one plaque."""
    other = select(Studio.name).where(
        Studio.committee_id == studio.committee_id,
        Studio.plaque_number == number,
        Studio.id != studio.id,
        col(Studio.binned_at).is_(None),
    )
    if name := session.exec(other).first():
        raise RuleBroken(
            N_("This plaque number is already that of “{name}”."), "plaque_number", name=name
        )
