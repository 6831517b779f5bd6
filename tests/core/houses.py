"""A committee with one row of everything, so that another's rows can be asked for by their ids."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.accounts.models import RoleGrant
from core.activities.models import OwnerKind
from core.annotations.models import Annotation
from core.assessment.book import presets
from core.assessment.books import seal
from core.assessment.models import (
    Assessment,
    BookState,
    Claim,
    DutyForm,
    Objection,
    RuleBook,
    Score,
    Scores,
)
from core.audit import service as audit
from core.audit.service import Entry
from core.box import receipts
from core.box.models import Box, BoxEntry, BoxNotice, Slip
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.committees.models import Committee, TermSession
from core.contributions.models import Contribution, ContributionKind
from core.files.models import Attachment, FileOwner
from core.funds.models import Budget, Expense
from core.groups.models import (
    Convener,
    ExceptionKind,
    GroupException,
    GroupSector,
    ThemeDay,
)
from core.handling.models import (
    Assignment,
    AuthorityLevel,
    Extension,
    HandlingRole,
    Instruction,
)
from core.informants.models import InformationPoint
from core.matters.models import Inquiry, LinkKind, Matter, MatterKind, MatterLink, State, Verb
from core.matters.models import Step as MatterStep
from core.members.models import Appointment, AppointmentKind, Liaison, Member, Post, PostKind
from core.opinions.models import Adoption, AdoptionKind
from core.papers.models import PaperKind, PaperTemplate
from core.permissions import SCOPE_OF_ROLE, Actor, Grant, Role, ScopeKind
from core.proposals.models import Nature, Proposal, RefusalReason
from core.publicity.models import PressReport
from core.studios.models import (
    Reception,
    Rota,
    RotaRule,
    StandardItem,
    StudioCheck,
    StudioMember,
    StudioState,
    Verdict,
)
from core.walls.models import Wall
from tests.factories import DAY, Make

Ids = dict[str, int]
_PLACE = {
    ScopeKind.COMMITTEE: "committee_id",
    ScopeKind.SPECIAL_COMMITTEE: "special_id",
    ScopeKind.STUDIO: "studio_id",
    ScopeKind.GROUP: "group_id",
    ScopeKind.MEMBER: "member_id",
    ScopeKind.UNIT: "unit_id",
    ScopeKind.INFORMANT: "informant_id",
}


@dataclass(frozen=True)
class House:
    """The ids of a committee's rows by the name of the parameter that asks for them."""

    ids: Ids
    binned: Ids


def build(session: Session, make: Make, committee: Committee) -> House:
    """One row of everything for a committee, and what can lie in the bin once more."""
    of = committee.id
    ids: Ids = {"committee_id": of, "parent_id": of}
    _places(make, committee, ids)
    _members(make, of, ids)
    _studios(session, make, of, ids)
    _work(make, of, ids)
    _matters(make, of, ids)
    _box(make, of, ids)
    _accounts(session, make, of, ids)
    ids["book_id"] = ids["than_id"] = make.save(_rule_book(of)).id
    _assessment(make, of, ids)
    return House(ids, _binned(make, of, ids))


def somebody(role: Role, house: House) -> Actor:
    """Somebody with one role in a house, at its row of the role's kind."""
    place = house.ids[_PLACE[SCOPE_OF_ROLE[role]]]
    grant = Grant(role, place, house.ids["committee_id"])
    return Actor(house.ids["account_id"], "用户", "zh_CN", (grant,))


def _places(make: Make, committee: Committee, ids: Ids) -> None:
    of = committee.id
    ids["township_id"] = make.township(committee).id
    ids["community_id"] = make.community(township_id=ids["township_id"]).id
    ids["from_term_id"] = make.term(
        committee_id=of, number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31)
    ).id
    ids["term_id"] = ids["to_term_id"] = make.term(committee_id=of).id
    ids["session_id"] = make.save(
        TermSession(term_id=ids["term_id"], number=1, starts_on=DAY, ends_on=DAY, reviews_year=2025)
    ).id
    ids["sector_id"] = make.sector(committee_id=of, term_id=ids["term_id"]).id
    ids["special_id"] = make.special_committee(committee_id=of).id
    ids["special_committee_id"] = ids["special_id"]
    ids["category_id"] = make.category(committee_id=of).id
    ids["group_id"] = make.group(committee_id=of, term_id=ids["term_id"]).id


def _members(make: Make, of: int, ids: Ids) -> None:
    member = ids["member_id"] = make.member(committee_id=of, sector_id=ids["sector_id"]).id
    mine: dict[str, Any] = {"member_id": member, "starts_on": DAY}
    ids["post_id"] = make.save(Post(kind=PostKind.CONVENER, **mine)).id
    ids["liaison_id"] = make.save(Liaison(community_id=ids["community_id"], **mine)).id
    ids["appointment_id"] = make.save(
        Appointment(committee_id=of, kind=next(iter(AppointmentKind)), unit="示例法院", **mine)
    ).id
    ids["convener_id"] = make.save(Convener(sector_group_id=ids["group_id"], **mine)).id
    make.save(GroupSector(sector_group_id=ids["group_id"], sector_id=ids["sector_id"]))
    make.save(
        GroupException(
            sector_group_id=ids["group_id"], member_id=member, kind=ExceptionKind.REMOVED
        )
    )
    ids["theme_day_id"] = make.save(ThemeDay(sector_group_id=ids["group_id"], name="示例日")).id


def _studios(session: Session, make: Make, of: int, ids: Ids) -> None:
    studio = ids["studio_id"] = make.studio(committee_id=of).id
    worker: dict[str, Any] = {"studio_id": studio, "member_id": ids["member_id"]}
    ids["membership_id"] = make.save(StudioMember(starts_on=DAY, **worker)).id
    ids["reception_id"] = make.save(Reception(held_on=DAY, **worker)).id
    make.save(
        Rota(
            studio_id=studio,
            rule=RotaRule.WEEKLY,
            weekday=2,
            days="",
            from_time=time(9),
            until_time=time(11),
        )
    )
    ids["set_id"] = make.standard_set(committee_id=of).id
    asked = select(col(StandardItem.id)).where(StandardItem.standard_set_id == ids["set_id"])
    ids["item_id"] = session.exec(asked).all()[0]
    ids["check_id"] = make.save(
        StudioCheck(
            studio_id=studio,
            standard_item_id=ids["item_id"],
            verdict=Verdict.MET,
            checked_on=DAY,
        )
    ).id


def _work(make: Make, of: int, ids: Ids) -> None:
    activity = make.activity(
        committee_id=of,
        category_id=ids["category_id"],
        owner_kind=OwnerKind.STUDIO,
        studio_id=ids["studio_id"],
    )
    ids["activity_id"] = activity.id
    ids["budget_id"] = make.save(
        Budget(committee_id=of, studio_id=ids["studio_id"], year=2026, amount_fen=100)
    ).id
    ids["expense_id"] = make.save(_expense(of, ids)).id
    ids["commendation_id"] = make.save(_commendation(of, ids)).id
    ids["annotation_id"] = make.save(
        Annotation(
            committee_id=of, panel="months", day=DAY, first_on=DAY, last_on=DAY, words="示例"
        )
    ).id
    for name, kind, owner_id in (
        ("attachment_id", FileOwner.ACTIVITY, activity.id),
        ("voucher_id", FileOwner.EXPENSE, ids["expense_id"]),
        ("evidence_id", FileOwner.CHECK, ids["check_id"]),
    ):
        ids[name] = make.save(_attachment(of, kind, owner_id)).id


def _matters(make: Make, of: int, ids: Ids) -> None:
    """An opinion item and a proposal, each by a member, and who handles them."""
    ids["unit_id"] = make.unit(committee_id=of).id
    ids["informant_id"] = make.informant(committee_id=of).id
    member = make.session.get_one(Member, ids["member_id"])
    opinion = make.matter(committee_id=of, studio_id=ids["studio_id"], received_on=DAY)
    proposal = make.matter(committee_id=of, kind=MatterKind.PROPOSAL, received_on=DAY)
    make.author(opinion, member)
    make.author(proposal, member)
    ids["matter_id"] = ids["opinion_id"] = opinion.id
    ids["proposal_id"] = proposal.id
    ids["into_id"] = _proposal(make, of, ids).id
    make.save(_own_part(proposal.id, ids))
    ids["reason_id"] = make.save(RefusalReason(committee_id=of, code="example", name="示例理由")).id
    ids["contribution_id"] = make.save(_contribution(of)).id
    _around(make, opinion, ids)
    _handling(make, of, ids)


def _around(make: Make, opinion: Matter, ids: Ids) -> None:
    """What hangs on the opinion item: another one, its link, step, rung, category and papers."""
    of = opinion.committee_id
    other = make.matter(committee_id=of, received_on=DAY)
    ids["other_id"] = other.id
    ids["link_id"] = make.save(
        MatterLink(from_id=opinion.id, to_id=other.id, kind=LinkKind.RELATED)
    ).id
    ids["matter_category_id"] = make.matter_category(committee_id=of).id
    step = MatterStep(
        matter_id=opinion.id,
        committee_id=of,
        kind=opinion.kind,
        verb=Verb.SUBMIT,
        from_state=State.DRAFT,
        to_state=State.SUBMITTED,
        taken_on=DAY,
    )
    ids["step_id"] = make.save(step).id
    rung = Adoption(
        matter_id=opinion.id,
        committee_id=of,
        level=AuthorityLevel.COUNTY,
        kind=AdoptionKind.SINGLE,
        adopted_on=DAY,
    )
    ids["adoption_id"] = make.save(rung).id
    ids["paper_id"] = make.save(_attachment(of, FileOwner.MATTER, opinion.id)).id


def _handling(make: Make, of: int, ids: Ids) -> None:
    """An opinion item that a unit handles on instruction, and asks more time for."""
    matter = make.matter(committee_id=of, state=State.ASSIGNED, received_on=DAY)
    unit: dict[str, Any] = {"matter_id": matter.id, "unit_id": ids["unit_id"]}
    level = AuthorityLevel.COUNTY
    instruction = make.save(
        Instruction(
            matter_id=matter.id,
            committee_id=of,
            leader="领导",
            level=level,
            given_on=DAY,
            words="示例",
        )
    )
    row = make.save(_assignment(of, unit))
    ids["handled_id"] = matter.id
    ids["instruction_id"], ids["assignment_id"] = instruction.id, row.id
    more = Extension(assignment_id=row.id, until=date(2027, 5, 20), reason="示例")
    ids["extension_id"] = make.save(more).id
    ids["scan_id"] = make.save(_attachment(of, FileOwner.INSTRUCTION, instruction.id)).id


def _assignment(of: int, unit: dict[str, Any]) -> Assignment:
    return Assignment(
        committee_id=of,
        kind=MatterKind.OPINION,
        role=HandlingRole.LEAD,
        counted_from=DAY,
        workdays=15,
        first_due_on=date(2026, 6, 10),
        due_on=date(2026, 6, 10),
        **unit,
    )


def _box(make: Make, of: int, ids: Ids) -> None:
    """The open box of the studio with an entry that waits."""
    notice = make.save(BoxNotice(committee_id=of, number=1, words="示例告知内容。"))
    code = f"{of:022}"
    box = make.save(Box(studio_id=ids["studio_id"], committee_id=of, code=code))
    entry = BoxEntry(
        box_id=box.id,
        studio_id=box.studio_id,
        committee_id=of,
        words="示例路灯坏了三天。",
        notice_id=notice.id,
        receipt_hash=f"{of:064}",
    )
    ids["box_entry_id"] = make.save(entry).id
    slip = receipts.hashed(receipts.made_for(f"slip {of}"))
    make.save(Slip(matter_id=ids["matter_id"], salt=str(of), receipt_hash=slip))
    ids["point_id"] = make.save(InformationPoint(committee_id=of, name="示例联络点")).id
    ids["press_report_id"] = make.save(_report(of)).id
    ids["wall_id"] = make.save(Wall(committee_id=of, name="示例屏", slides="figures")).id


def _template(of: int, **given: Any) -> PaperTemplate:
    named: dict[str, Any] = {"kind": PaperKind.EDIT_SHEET, "language": "zh_CN"}
    return PaperTemplate(committee_id=of, name="示例编辑单", **named, **given)


def _accounts(session: Session, make: Make, of: int, ids: Ids) -> None:
    ids["template_id"] = make.save(_template(of)).id
    account = make.account(committee_id=of)
    ids["account_id"] = account.id
    ids["grant_id"] = make.save(
        RoleGrant(
            account_id=account.id,
            role=Role.CLERK,
            scope_key=f"committee/{of}",
            committee_id=of,
        )
    ).id
    ids["asked_id"] = _colleague(make, of, ids)
    told = Entry("studio:edited", "studio", ids["studio_id"], "示例", of, {}, {"name": "示例"})
    row = audit.record(session, None, told)
    session.flush()
    ids["entry_id"] = row.id


def _colleague(make: Make, of: int, ids: Ids) -> int:
    """Another clerk; a question to the house's own account waits for its answer."""
    other = make.account(committee_id=of)
    make.save(
        RoleGrant(
            account_id=other.id, role=Role.CLERK, scope_key=f"committee/{of}", committee_id=of
        )
    )
    question = Inquiry(
        matter_id=ids["matter_id"],
        account_id=other.id,
        asked_id=ids["account_id"],
        words="示例问题",
    )
    ids["inquiry_id"] = make.save(question).id
    return other.id


def _binned(make: Make, of: int, ids: Ids) -> Ids:
    gone = {"committee_id": of, "binned_at": clock.now()}
    activity = make.activity(category_id=ids["category_id"], **gone)
    expense, commendation = _expense(of, ids), _commendation(of, ids)
    expense.binned_at = commendation.binned_at = clock.now()
    commendation.year = 2020
    report = _report(of)
    report.binned_at = clock.now()
    contribution = _contribution(of)
    contribution.binned_at = clock.now()
    contribution.given_on = date(2020, 1, 1)
    return {
        "studio_id": make.studio(state=StudioState.WITHDRAWN, **gone).id,
        "member_id": make.member(**gone).id,
        "group_id": make.group(term_id=ids["term_id"], **gone).id,
        "activity_id": activity.id,
        "expense_id": make.save(expense).id,
        "commendation_id": make.save(commendation).id,
        "informant_id": make.informant(**gone).id,
        "press_report_id": make.save(report).id,
        "contribution_id": make.save(contribution).id,
        "matter_id": make.matter(received_on=DAY, **gone).id,
        "proposal_id": _proposal(make, of, ids, binned_at=clock.now()).id,
        "claim_id": make.save(_claim(of, ids, title="另一件", binned_at=clock.now())).id,
        "template_id": make.save(_template(of, binned_at=clock.now())).id,
    }


def _assessment(make: Make, of: int, ids: Ids) -> None:
    """A year under way, with an item that was entered and a form that was begun."""
    days: dict[str, Any] = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}
    book = make.save(_rule_book(of, "guangshui_members"))
    newer = _rule_book(of, "guangshui_members")
    newer.version_number = 2
    ids["newer_book_id"] = make.save(newer).id
    row = Assessment(committee_id=of, book_id=book.id, year=2026, **days)
    ids["assessment_id"] = make.save(row).id
    ids["subject_id"] = ids["member_id"]
    whose: dict[str, Any] = {"assessment_id": row.id, "subject_kind": Scores.MEMBERS}
    make.save(Score(**whose, subject_id=ids["member_id"], total=7000, rated=7000))
    ids["claim_id"] = make.save(_claim(of, ids)).id
    ids["proof_id"] = make.save(_attachment(of, FileOwner.CLAIM, ids["claim_id"])).id
    form = DutyForm(assessment_id=row.id, member_id=ids["member_id"])
    ids["form_id"] = make.save(form).id
    objection = Objection(**whose, subject_id=ids["member_id"], words="请核对。")
    ids["objection_id"] = make.save(objection).id


def _claim(of: int, ids: Ids, **given: Any) -> Claim:
    usual: dict[str, Any] = {
        "committee_id": of,
        "assessment_id": ids["assessment_id"],
        "subject_kind": Scores.MEMBERS,
        "subject_id": ids["member_id"],
        "item_key": "notebook",
        "title": "示例事项",
        "done_on": DAY,
    }
    return Claim(**usual | given)


def _rule_book(of: int, code: str = "jinan") -> RuleBook:
    text = presets.text(code)
    return RuleBook(
        committee_id=of,
        code=code,
        name="示例办法",
        scores=Scores.MEMBERS,
        text=text,
        sha256=seal(text),
        state=BookState.ADOPTED,
    )


def _report(of: int) -> PressReport:
    return PressReport(committee_id=of, title="示例报道", written_on=DAY)


def _expense(of: int, ids: Ids) -> Expense:
    return Expense(
        committee_id=of,
        budget_id=ids["budget_id"],
        activity_id=ids["activity_id"],
        spent_on=DAY,
        amount_fen=1,
        purpose="示例",
    )


def _attachment(of: int, kind: FileOwner, owner_id: int) -> Attachment:
    return Attachment(
        committee_id=of,
        owner_kind=kind,
        owner_id=owner_id,
        name="说明.pdf",
        media_type="application/pdf",
        size_bytes=1,
        sha256="0" * 64,
        stored_as=f"{kind.value[:2]}/{of:032}",
    )


def _commendation(of: int, ids: Ids) -> Commendation:
    return Commendation(
        committee_id=of,
        subject_kind=SubjectKind.STUDIO,
        subject="示例",
        studio_id=ids["studio_id"],
        honour=next(iter(Honour)),
        level=next(iter(HonourLevel)),
        year=2025,
    )


def _proposal(make: Make, of: int, ids: Ids, **given: Any) -> Matter:
    """Another proposal of the session."""
    row = make.matter(committee_id=of, kind=MatterKind.PROPOSAL, received_on=DAY, **given)
    make.save(_own_part(row.id, ids))
    return row


def _own_part(matter_id: int, ids: Ids) -> Proposal:
    return Proposal(
        matter_id=matter_id, nature=Nature.INDIVIDUAL, term_session_id=ids["session_id"]
    )


def _contribution(of: int) -> Contribution:
    return Contribution(
        committee_id=of, kind=ContributionKind.BULLETIN, title="示例专报", given_on=DAY
    )
