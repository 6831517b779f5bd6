"""Writing the duty form, handing it in, giving it back, and reminding. Never commits."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from core import clock
from core.accounts.models import RoleGrant
from core.assessment import reach, telling
from core.assessment.claims import rules
from core.assessment.duty import facts, queries
from core.assessment.duty.drafts import FormDraft
from core.assessment.models import Assessment, DutyForm, DutyFormState
from core.assessment.telling import Done
from core.audit import service as audit
from core.audit.service import Changes
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor, Permission
from core.text import clean_block

READ, WRITE = Permission.ASSESSMENT_READ, Permission.ASSESSMENT_WRITE
KIND = "duty_form"
LONG, SHORT, REASON = 4000, 2000, 400


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many members were reminded, and how many cannot be: they have no account."""

    told: int
    unreachable: int


def save(
    session: Session, actor: Actor, assessment_id: int, draft: FormDraft, version: int
) -> DutyForm:
    """Keep what a member has written so far about the year. `version` 0 begins the form."""
    assessment, form = _own(session, actor, assessment_id)
    changes = audit.apply(form, _columns(draft), _seen(form, version))
    form.changed_at = clock.now()
    session.add(form)
    session.flush()  # the trail names the new id
    telling.record(session, actor, assessment, Done("duty_form:saved", changes, form.id))
    return form


def submit(
    session: Session, actor: Actor, assessment_id: int, draft: FormDraft, version: int
) -> DutyForm:
    """Hand the form in, with what is recorded at this moment: both stay as they are."""
    assessment, form = _own(session, actor, assessment_id)
    columns = _columns(draft)
    if not columns["summary"]:
        raise RuleBroken(N_("Write your summary of the year first."), "summary")
    told = facts.of(session, assessment, form.member_id)
    handed = {"state": DutyFormState.SUBMITTED, "submitted_at": clock.now(), "returned": ""}
    changes = audit.apply(form, columns | handed, _seen(form, version))
    form.facts, form.changed_at = facts.kept(told), clock.now()
    session.add(form)
    session.flush()  # the trail names the new id
    telling.record(session, actor, assessment, Done("duty_form:submitted", changes, form.id))
    return form


def give_back(session: Session, actor: Actor, form_id: int, words: str) -> DutyForm:
    """Give a form back to be reworked, and say why: the member is told."""
    form = queries.find(session, actor, form_id, WRITE, lock=True)
    assessment = session.get_one(Assessment, form.assessment_id)
    rules.check_running(assessment)
    reason = clean_block(words, REASON, "words")
    if not reason:
        raise RuleBroken(N_("Say what is to be reworked."), "words")
    if form.state is not DutyFormState.SUBMITTED:
        raise RuleBroken(N_("This form is not handed in."))
    columns = {"state": DutyFormState.DRAFT, "submitted_at": None, "returned": reason}
    changes = audit.apply(form, columns, form.version)
    form.facts = ""
    people = telling.subjects(session, assessment, [form.member_id])
    title = telling.title(session, assessment)
    told = Told(NoticeKind.DUTY_FORM_RETURNED, KIND, form.member_id, title, reason)
    notices.tell(session, people, told)
    telling.record(session, actor, assessment, Done("duty_form:returned", changes, form.id))
    return form


def remind(session: Session, actor: Actor, assessment_id: int) -> Reminded:
    """Remind the members who have not handed the form in, each once."""
    assessment = reach.find(session, actor, assessment_id, WRITE)
    rules.check_running(assessment)
    missing = queries.missing(session, assessment.id)
    notices.hush(session, KIND, missing, [NoticeKind.DUTY_FORM_DUE])
    accounts = _accounts(session, missing)
    title = telling.title(session, assessment)
    for member_id, found in accounts.items():
        told = Told(NoticeKind.DUTY_FORM_DUE, KIND, member_id, title)
        notices.tell(session, found, told)
    reminded = Reminded(len(accounts), len(missing) - len(accounts))
    changes = Changes({}, {"members": reminded.told})
    telling.record(session, actor, assessment, Done("duty_form:reminded", changes))
    return reminded


def _own(session: Session, actor: Actor, assessment_id: int) -> tuple[Assessment, DutyForm]:
    """The actor's own form, locked; a new one where none was begun."""
    assessment = reach.find(session, actor, assessment_id)
    member_id = queries.own_member(session, actor, assessment.id)
    if member_id is None:
        raise NotFound
    rules.check_running(assessment)
    asked = select(DutyForm).where(
        col(DutyForm.assessment_id) == assessment.id, col(DutyForm.member_id) == member_id
    )
    form: DutyForm | None = session.execute(asked.with_for_update()).scalar_one_or_none()
    if form is None:
        form = DutyForm(assessment_id=assessment.id, member_id=member_id)
    if form.state is DutyFormState.SUBMITTED:
        raise RuleBroken(N_("The form is handed in. Ask the office to give it back first."))
    return assessment, form


def _seen(form: DutyForm, version: int) -> int:
    """The version that was edited; a form that was just begun has not been seen by anybody."""
    return form.version if form.id is None else version


def _columns(draft: FormDraft) -> dict[str, object]:
    return {
        "summary": clean_block(draft.summary, LONG, "summary"),
        "further": clean_block(draft.further, LONG, "further"),
        "suggestions": clean_block(draft.suggestions, SHORT, "suggestions"),
    }


def _accounts(session: Session, member_ids: list[int]) -> dict[int, set[int]]:
    """The enabled accounts of members who have one."""
    asked = select(col(RoleGrant.member_id), col(RoleGrant.account_id)).where(
        col(RoleGrant.member_id).in_(member_ids)
    )
    pairs = [(row[0], row[1]) for row in session.execute(asked)]
    enabled = notices.enabled(session, {account for _member, account in pairs})
    found: dict[int, set[int]] = {}
    for member_id, account_id in pairs:
        if account_id in enabled:
            found.setdefault(member_id, set()).add(account_id)
    return found
