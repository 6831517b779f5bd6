"""Changes to the register of studios and to where each stands in its life."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import scope, trail
from core.committees.models import Committee, Level
from core.errors import NotFound, NotPermitted, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.studios import plaques, queries, reach, rules, standing, team
from core.studios.drafts import StepDraft, StudioDraft
from core.studios.lifecycle import RULES, Step
from core.studios.models import Studio, StudioState, StudioStep
from core.text import clean, digits


def register(session: Session, actor: Actor, committee_id: int, draft: StudioDraft) -> Studio:
    """Enter a studio as a draft. Its code is the next one unless one is given."""
    require(actor, Permission.STUDIO_WRITE)
    if not scope.covers(session, actor, Permission.STUDIO_WRITE, committee_id):
        raise NotFound
    columns = draft.columns()
    columns["code"] = columns["code"] or queries.next_code(session, actor, committee_id)
    _default_township(session, committee_id, columns)
    _check(session, committee_id, columns, StudioState.DRAFT)

    studio = Studio(committee_id=committee_id, **columns)
    _keep(session, studio)
    team.keep_lead(session, studio, clock.today())
    standing.recount_one(session, studio)
    _record(session, actor, studio, "studio:registered", audit.Changes({}, columns))
    return studio


def edit(
    session: Session, actor: Actor, studio_id: int, draft: StudioDraft, *, version: int
) -> Studio:
    """Change the facts of a studio. An empty code leaves the code as it is."""
    require(actor, Permission.STUDIO_WRITE)
    studio = queries.find(session, actor, studio_id, Permission.STUDIO_WRITE, lock=True)
    columns = draft.columns()
    columns["code"] = columns["code"] or studio.code
    _default_township(session, studio.committee_id, columns)
    _check_decided(session, actor, studio, columns)
    _check(session, studio.committee_id, columns, studio.state, studio)

    changes = audit.apply(studio, columns, version)
    _keep(session, studio)
    team.keep_lead(session, studio, clock.today())
    standing.recount_one(session, studio)
    _record(session, actor, studio, "studio:edited", changes)
    return studio


def take_step(
    session: Session, actor: Actor, studio_id: int, draft: StepDraft, *, version: int
) -> Studio:
    """Lead a studio on: apply, return, approve, open, rectify, suspend, withdraw, reopen."""
    permission = RULES[draft.step].permission
    require(actor, permission)
    studio = queries.find(session, actor, studio_id, permission, lock=True)
    draft = _cleaned(draft)
    following = rules.after(studio.state, draft)
    rules.check_step(draft, clock.today(), _last_step(session, studio))
    if draft.step is Step.APPLY:
        rules.check_application(studio)
    columns = {"state": following, **_plaque(session, studio, draft)}

    before = studio.state
    changes = audit.apply(studio, columns, version)
    session.add(_step(actor, studio, before, draft))
    told = changes.after | {"taken_on": draft.taken_on, "reason": draft.reason}
    done = RULES[draft.step].done
    _record(session, actor, studio, done, audit.Changes(changes.before, told))
    return studio


def register_and_apply(
    session: Session, actor: Actor, committee_id: int, draft: StudioDraft
) -> Studio:
    """Enter a studio and apply for it at once: the application form."""
    require(actor, Permission.STUDIO_APPLY)
    studio = register(session, actor, committee_id, draft)
    applied = StepDraft(Step.APPLY, clock.today())
    return take_step(session, actor, studio.id, applied, version=studio.version)


def bin_studio(session: Session, actor: Actor, studio_id: int, *, version: int) -> Studio:
    """Put a draft or withdrawn studio into the bin, with all that belongs to it."""
    require(actor, Permission.STUDIO_DECIDE)
    studio = queries.find(session, actor, studio_id, Permission.STUDIO_DECIDE, lock=True)
    rules.check_binned(studio.state)

    changes = audit.apply(studio, {"binned_at": clock.now()}, version)
    _record(session, actor, studio, "studio:binned", changes)
    return studio


def restore(session: Session, actor: Actor, studio_id: int) -> Studio:
    """Take a studio out of the bin as it was."""
    require(actor, Permission.STUDIO_DECIDE)
    studio = queries.find_binned(session, actor, studio_id)

    changes = audit.apply(studio, {"binned_at": None}, studio.version)
    _record(session, actor, studio, "studio:restored", changes)
    return studio


def _check(
    session: Session,
    committee_id: int,
    columns: dict[str, Any],
    state: StudioState,
    studio: Studio | None = None,
) -> None:
    """The rules on the facts. What a studio referred to before stays allowed."""
    rules.check_facts(columns["name"], state)
    new = {key for key, value in columns.items() if getattr(studio, key, None) != value}
    if "lead_id" in new and columns["lead_id"]:
        team.check_eligible(session, committee_id, columns["lead_id"], "lead_id")
    if "sector_id" in new and columns["sector_id"]:
        _check_sector(session, committee_id, columns["sector_id"])
    if "township_id" in new and columns["township_id"]:
        level = reach.township_level(session, committee_id, columns["township_id"])
        rules.check_township(level)


def _check_sector(session: Session, committee_id: int, sector_id: int) -> None:
    if sector_id not in session.exec(reach.sectors(committee_id)).all():
        raise RuleBroken(N_("Choose a sector of this committee."), field="sector_id")


def _check_decided(session: Session, actor: Actor, studio: Studio, columns: dict[str, Any]) -> None:
    """Kind, level, code and demonstration are set by those who decide."""
    if all(getattr(studio, key) == columns[key] for key in rules.DECIDED_COLUMNS):
        return
    if not queries.reaches(session, actor, studio.id, Permission.STUDIO_DECIDE):
        raise NotPermitted(
            N_("Kind, level, code and demonstration are set by the committee's office.")
        )


def _default_township(session: Session, committee_id: int, columns: dict[str, Any]) -> None:
    level = session.exec(select(Committee.level).where(Committee.id == committee_id)).one()
    if level is Level.TOWNSHIP and not columns["township_id"]:
        columns["township_id"] = committee_id


def _keep(session: Session, studio: Studio) -> None:
    code = studio.code
    try:
        with session.begin_nested():
            session.add(studio)
    except IntegrityError:
        raise RuleBroken(
            N_("The code {code} is already taken. Choose another."), "code", code=code
        ) from None


def _cleaned(draft: StepDraft) -> StepDraft:
    return replace(
        draft,
        reason=clean(draft.reason, 400, "reason"),
        plaque_number=digits(draft.plaque_number, 40, "plaque_number"),
    )


def _last_step(session: Session, studio: Studio) -> date | None:
    last = select(func.max(col(StudioStep.taken_on))).where(StudioStep.studio_id == studio.id)
    return session.exec(last).one()


def _plaque(session: Session, studio: Studio, draft: StepDraft) -> dict[str, Any]:
    """The columns that opening fills."""
    if not RULES[draft.step].needs_plaque:
        return {}
    plaques.check_free(session, studio, draft.plaque_number)
    return {
        "opened_on": draft.taken_on,
        "plaque_number": draft.plaque_number,
        "plaque_on": draft.plaque_on,
    }


def _step(actor: Actor, studio: Studio, before: StudioState, draft: StepDraft) -> StudioStep:
    return StudioStep(
        studio_id=studio.id,
        before=before,
        after=studio.state,
        taken_on=draft.taken_on,
        reason=draft.reason,
        account_id=actor.account_id,
    )


def _record(
    session: Session, actor: Actor, studio: Studio, action: str, changes: audit.Changes
) -> None:
    subject = (studio.id, studio.name, studio.committee_id)
    entry = Entry(action, "studio", *subject, changes.before, changes.after)
    trail.record(session, actor, entry)
