"""What each public function of the domain is asked with: arguments by their names and kinds."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import import_module
from io import BytesIO
from pkgutil import walk_packages
from typing import Any

import core
from core import clock
from core.accounts.drafts import AccountDraft, GrantDraft
from core.accounts.queries import AccountFilter
from core.activities.catalogue.drafts import CategoryDraft
from core.activities.drafts import ActivityDraft, AttendanceDraft, Owner
from core.activities.models import OwnerKind
from core.activities.queries import ActivityFilter
from core.annotations.drafts import AnnotationDraft
from core.assessment import drafts as years
from core.assessment import queries as assessments
from core.assessment import shelf
from core.assessment.book import presets as rule_books
from core.assessment.books import BookDraft
from core.assessment.claims import drafts as claims
from core.assessment.duty import drafts as duty
from core.assessment.models import Scores
from core.audit.queries import TrailFilter
from core.box import drafts as boxes
from core.box import overview
from core.box import queries as box
from core.commendations import drafts as honours
from core.commendations import queries as commendations
from core.commendations.models import Honour, HonourLevel
from core.commendations.models import SubjectKind as HonouredKind
from core.committees.drafts import (
    CommitteeDraft,
    CommunityDraft,
    SectorDraft,
    SessionDraft,
    SpecialCommitteeDraft,
    TermDraft,
)
from core.committees.models import CommunityKind, Level
from core.committees.queries import Where
from core.contributions.drafts import ContributionDraft
from core.contributions.models import ContributionKind
from core.contributions.queries import ContributionFilter
from core.exports.models import ExportKind
from core.exports.service import ExportDraft
from core.funds.drafts import BudgetDraft, BudgetOwner, ExpenseDraft, Holder
from core.funds.listing import FundFilter
from core.groups.drafts import ConvenerDraft, GroupDraft, ThemeDayDraft
from core.groups.queries import GroupFilter
from core.handling import drafts as handling
from core.handling import listing as assignments
from core.handling.drafts import FeedbackDraft
from core.handling.models import AuthorityLevel, Result, Satisfaction
from core.informants import drafts as informants
from core.matters import category_list, nodes
from core.matters.models import LinkKind, MatterKind, State, Urgency, Verb
from core.matters.queries import MatterFilter
from core.matters.writing import MatterDraft
from core.members import queries as members
from core.members.drafts import AppointmentDraft, LiaisonDraft, MemberDraft, PostDraft
from core.members.models import AppointmentKind, PostKind
from core.opinions import adoptions
from core.opinions.models import AdoptionKind
from core.opinions.service import Move
from core.papers import checking as paper_checks
from core.papers import templates as papers
from core.papers.models import PaperKind
from core.permissions import Permission, Role, ScopeKind
from core.plans.drafts import Line, Many, Plan, Subject, SubjectKind
from core.plans.models import Every, Measure
from core.plans.presets import PRESETS
from core.plans.queries import PlanFilter
from core.proposals import drafts as proposals
from core.proposals.models import Nature
from core.proposals.queries import ProposalFilter
from core.proposals.revisits import RevisitDraft
from core.publicity import drafts as publicity
from core.publicity import queries as reported
from core.reports import informants as informed
from core.reports.assessed import what_if
from core.reports.assessed.subjects import By
from core.reports.crossed.choices import Cross, Dimension
from core.reports.levels.spots import Level as BoardLevel
from core.reports.levels.spots import Spot
from core.reports.periods import Period
from core.reports.queries.parts import Question
from core.studios import presets as standards
from core.studios import queries as studios
from core.studios.drafts import (
    CheckDraft,
    ItemDraft,
    PlaqueDraft,
    RotaDraft,
    SetDraft,
    StepDraft,
    StudioDraft,
)
from core.studios.lifecycle import Step
from core.studios.models import RotaRule, StudioKind, Verdict
from core.walls.service import WallDraft
from tests.core.houses import House

DAY = date(2026, 5, 20)
YEAR = Period.year(2026)
Draft = Callable[[dict[str, int]], Any]
_LINE = Line(next(iter(Measure)), next(iter(Every)), 1)

# Drafts and filters by their class; those that name rows name the rows given.
DRAFTS: dict[Any, Draft] = {
    AccountDraft: lambda w: AccountDraft(
        "somebody", "用户", w["committee_id"], grants=(GrantDraft(Role.CLERK, w["committee_id"]),)
    ),
    AccountFilter: lambda w: AccountFilter(),
    ActivityDraft: lambda w: ActivityDraft(
        Owner(OwnerKind.STUDIO, w["studio_id"]),
        w["category_id"],
        "示例",
        datetime.combine(DAY, time(9)),
        datetime.combine(DAY, time(11)),
    ),
    ActivityFilter: lambda w: ActivityFilter(committee_id=w["committee_id"]),
    AppointmentDraft: lambda w: AppointmentDraft(next(iter(AppointmentKind)), "示例法院", DAY),
    BookDraft: lambda w: BookDraft(rule_books.text("jinan")),
    shelf.BookFilter: lambda w: shelf.BookFilter(w["committee_id"]),
    BudgetDraft: lambda w: BudgetDraft("10"),
    AnnotationDraft: lambda w: AnnotationDraft("months", "示例", DAY, DAY, DAY),
    honours.CommendationDraft: lambda w: honours.CommendationDraft(
        DRAFTS[honours.Subject](w), next(iter(Honour)), next(iter(HonourLevel)), 2024
    ),
    boxes.NoticeDraft: lambda w: boxes.NoticeDraft("示例告知内容，请您阅读。"),
    boxes.TakeUpDraft: lambda w: boxes.TakeUpDraft("示例", "示例路灯坏了三天。"),
    overview.BoxFilters: lambda w: overview.BoxFilters(w["committee_id"]),
    box.Filters: lambda w: box.Filters(w["committee_id"]),
    CategoryDraft: lambda w: CategoryDraft("示例"),
    category_list.CategoryDraft: lambda w: category_list.CategoryDraft("示例"),
    nodes.NodeDraft: lambda w: nodes.NodeDraft(MatterKind.OPINION, State.SCREENED),
    adoptions.AdoptionDraft: lambda w: adoptions.AdoptionDraft(
        AuthorityLevel.PROVINCE, AdoptionKind.SINGLE, DAY
    ),
    LinkKind: lambda w: LinkKind.MERGED,
    MatterDraft: lambda w: MatterDraft("示例", "示例情况。", member_id=w["member_id"]),
    MatterKind: lambda w: MatterKind.OPINION,
    MatterFilter: lambda w: MatterFilter(MatterKind.OPINION, w["committee_id"]),
    Move: lambda w: Move(Verb.SCREEN),
    Verb: lambda w: Verb.SCREEN,
    CommitteeDraft: lambda w: CommitteeDraft("示例镇", "X-1", Level.TOWNSHIP),
    assessments.AssessmentFilter: lambda w: assessments.AssessmentFilter(w["committee_id"]),
    assessments.ScoreFilter: lambda w: assessments.ScoreFilter(w["assessment_id"]),
    years.AnswerDraft: lambda w: years.AnswerDraft(True, "示例"),
    years.CorrectionDraft: lambda w: years.CorrectionDraft(w["member_id"], "", 100, "示例"),
    years.ObjectionDraft: lambda w: years.ObjectionDraft(w["member_id"], "", "示例"),
    years.BookChangeDraft: lambda w: years.BookChangeDraft(w["newer_book_id"], "示例理由"),
    years.OpeningDraft: lambda w: years.OpeningDraft(w["book_id"], 2031),
    years.WindowDraft: lambda w: years.WindowDraft(clock.today(), clock.today()),
    claims.ClaimDraft: lambda w: claims.ClaimDraft("notebook", DAY, subject_ids=(w["member_id"],)),
    duty.FormDraft: lambda w: duty.FormDraft("示例"),
    duty.FormFilter: lambda w: duty.FormFilter(w["assessment_id"]),
    claims.ClaimFilter: lambda w: claims.ClaimFilter(w["assessment_id"]),
    claims.Decision: lambda w: claims.Decision(False, "示例"),
    CommunityDraft: lambda w: CommunityDraft("示例村"),
    CommunityKind: lambda w: CommunityKind.VILLAGE,
    ContributionDraft: lambda w: ContributionDraft(
        ContributionKind.BULLETIN, "示例", DAY, member_ids=(w["member_id"],)
    ),
    ContributionFilter: lambda w: ContributionFilter(w["committee_id"]),
    handling.AssignDraft: lambda w: handling.AssignDraft((handling.Share(w["unit_id"]),)),
    handling.DecisionDraft: lambda w: handling.DecisionDraft(True),
    handling.ExtensionDraft: lambda w: handling.ExtensionDraft(date(2027, 5, 20), "示例"),
    handling.FeedbackDraft: lambda w: handling.FeedbackDraft(Satisfaction.SATISFIED),
    handling.InstructionDraft: lambda w: handling.InstructionDraft("领导", DAY, "示例"),
    handling.NormDraft: lambda w: handling.NormDraft(
        MatterKind.OPINION, next(iter(Urgency)), workdays=9
    ),
    handling.ReplyDraft: lambda w: handling.ReplyDraft(Result.A, "示例"),
    handling.Share: lambda w: handling.Share(w["unit_id"]),
    handling.UnitDraft: lambda w: handling.UnitDraft("示例局"),
    handling.UrgeDraft: lambda w: handling.UrgeDraft(),
    assignments.Filters: lambda w: assignments.Filters(committee_id=w["committee_id"]),
    ConvenerDraft: lambda w: ConvenerDraft(w["member_id"], DAY),
    ExpenseDraft: lambda w: ExpenseDraft(w["activity_id"], DAY, "0.5", "示例"),
    FeedbackDraft: lambda w: FeedbackDraft(Satisfaction.SATISFIED),
    FundFilter: lambda w: FundFilter(2026, committee_id=w["committee_id"]),
    GrantDraft: lambda w: GrantDraft(Role.CLERK, w["committee_id"]),
    GroupDraft: lambda w: GroupDraft("示例组"),
    GroupFilter: lambda w: GroupFilter(term_id=w["term_id"]),
    Holder: lambda w: Holder(BudgetOwner.GROUP, w["group_id"]),
    HonouredKind: lambda w: HonouredKind.STUDIO,
    informants.InformantDraft: lambda w: informants.InformantDraft("信息员", DAY),
    informants.PointDraft: lambda w: informants.PointDraft("示例联络点二"),
    informed.Filters: lambda w: informed.Filters(w["committee_id"]),
    publicity.ReportDraft: lambda w: publicity.ReportDraft(
        "示例报道", DAY, studio_id=w["studio_id"]
    ),
    reported.Filters: lambda w: reported.Filters(w["committee_id"]),
    LiaisonDraft: lambda w: LiaisonDraft(w["community_id"], DAY),
    Many: lambda w: Many(w["committee_id"], SubjectKind.STUDIO, 2026),
    MemberDraft: lambda w: MemberDraft("委员", DAY),
    Owner: lambda w: Owner(OwnerKind.STUDIO, w["studio_id"]),
    PaperKind: lambda w: PaperKind.OPINION_ISSUE,
    papers.Place: lambda w: papers.Place(w["committee_id"], PaperKind.OPINION_ISSUE, "zh_CN"),
    paper_checks.Verdict: lambda w: paper_checks.Verdict(b"PK"),
    Period: lambda w: YEAR,
    Permission: lambda w: Permission.COMMITTEE_READ,
    Plan: lambda w: Plan(2026, (_LINE,)),
    PlaqueDraft: lambda w: PlaqueDraft(DAY, "第001号", DAY),
    PlanFilter: lambda w: PlanFilter(SubjectKind.STUDIO, 2026, committee_id=w["committee_id"]),
    PostDraft: lambda w: PostDraft(PostKind.CONVENER, DAY),
    ProposalFilter: lambda w: ProposalFilter(w["committee_id"]),
    RevisitDraft: lambda w: RevisitDraft(DAY, "示例"),
    proposals.AskDraft: lambda w: proposals.AskDraft(clock.now() + timedelta(days=1)),
    proposals.FlagDraft: lambda w: proposals.FlagDraft(),
    proposals.ProposalDraft: lambda w: proposals.ProposalDraft(
        Nature.INDIVIDUAL,
        MatterDraft("示例", "示例情况。", "", "示例建议。", member_id=w["member_id"]),
    ),
    proposals.RefusalDraft: lambda w: proposals.RefusalDraft(w["reason_id"]),
    RotaDraft: lambda w: RotaDraft(RotaRule.WEEKLY, weekday=2),
    ScopeKind: lambda w: ScopeKind.STUDIO,
    SectorDraft: lambda w: SectorDraft("示例界"),
    SessionDraft: lambda w: SessionDraft(1, DAY, DAY, 2025),
    SetDraft: lambda w: SetDraft("示例", (ItemDraft("要求"),)),
    SpecialCommitteeDraft: lambda w: SpecialCommitteeDraft("示例委"),
    StepDraft: lambda w: StepDraft(Step.SUSPEND, DAY, "示例"),
    StudioDraft: lambda w: StudioDraft("示例工作室"),
    TermDraft: lambda w: TermDraft(16, date(2027, 1, 1)),
    ThemeDayDraft: lambda w: ThemeDayDraft("示例"),
    TrailFilter: lambda w: TrailFilter(),
    Where: lambda w: Where(w["committee_id"]),
    Subject: lambda w: Subject(SubjectKind.STUDIO, w["studio_id"]),
    honours.Subject: lambda w: honours.Subject(HonouredKind.STUDIO, w["studio_id"]),
    commendations.Filters: lambda w: commendations.Filters(w["committee_id"]),
    members.Filters: lambda w: members.Filters(),
    members.Behind: lambda w: members.Behind(0, 50),
    members.Page: lambda w: members.Page(),
    ExportDraft: lambda w: ExportDraft(ExportKind.PROPOSALS, w["committee_id"]),
    WallDraft: lambda w: WallDraft("示例屏二", ("figures",)),
    studios.Filters: lambda w: studios.Filters(committee_id=w["committee_id"]),
    studios.Window: lambda w: studios.Window(),
    type(PRESETS[0]): lambda w: PRESETS[0],
    By: lambda w: By.SECTOR,
    Cross: lambda w: Cross(w["committee_id"], YEAR),
    Dimension: lambda w: Dimension.OWNER,
    BoardLevel: lambda w: BoardLevel.STUDIO,
    Spot: lambda w: Spot(BoardLevel.STUDIO, w["studio_id"]),
    Scores: lambda w: Scores.MEMBERS,
    what_if.Change: lambda w: what_if.Change("proposal"),
}
# The rest, by the parameter's name.
VALUES: dict[str, Draft] = {
    "answer": lambda w: "示例答复。",
    "against": lambda w: Period.year(2025),
    "agrees": lambda w: True,
    "at_once": lambda w: 1,
    "change": lambda w: lambda text: f"{text}\n",
    "behind": lambda w: 0,
    "limit": lambda w: 50,
    "changes": lambda w: {("base",): 60},
    "checked_on": lambda w: DAY,
    "code": lambda w: standards.PRESETS[0].code,
    "codes": lambda w: ["S01"],
    "data": lambda w: b"%PDF-1.4",
    "day": lambda w: DAY,
    "days": lambda w: (DAY, DAY),
    "drafts": lambda w: [CheckDraft(w["item_id"], Verdict.MET)],
    "ends_on": lambda w: DAY,
    "field": lambda w: "studio_id",
    "file": lambda w: BytesIO(),
    "first": lambda w: DAY,
    "held_month": lambda w: 202605,
    "kinds": lambda w: (StudioKind.SECTOR,),
    "last": lambda w: DAY,
    "last_day": lambda w: DAY,
    "left_on": lambda w: DAY,
    "name": lambda w: "示例.pdf",
    "lines": lambda w: "2031-01-01 休",
    "number": lambda w: 2026,
    "names": lambda w: "示例",
    "newest": lambda w: 1,
    "period": lambda w: Period.year(2026),
    "reason": lambda w: "示例",
    "red_header": lambda w: True,
    "rows": lambda w: [AttendanceDraft(w["member_id"])],
    "seen": lambda w: {},
    "squares": lambda w: (),
    "starts_on": lambda w: DAY,
    "steps": lambda w: 1,
    "text": lambda w: "委员",
    "texts": lambda w: (rule_books.text("jinan"), rule_books.text("minhang")),
    "token": lambda w: "",
    "typed": lambda w: rule_books.text("tongcheng"),
    "until": lambda w: clock.now() + timedelta(days=1),
    "version": lambda w: 1,
    "words": lambda w: "示例",
    "pair": lambda w: (w["matter_id"], w["other_id"]),
    "parent": lambda w: (w["committee_id"], None),
    "matter_ids": lambda w: [w["matter_id"]],
    "wanted": lambda w: {w["sector_id"]: w["group_id"]},
    "year": lambda w: 2026,
    "account_ids": lambda w: [w["account_id"]],
    "claim_ids": lambda w: [w["claim_id"]],
    "member_ids": lambda w: [w["member_id"]],
    "sector_ids": lambda w: [w["sector_id"]],
}


@dataclass(frozen=True)
class Asked:
    """A public function that takes a session and an actor."""

    name: str
    call: Callable[..., Any]
    parameters: tuple[inspect.Parameter, ...]

    @property
    def concept(self) -> str:
        """The concept that it belongs to."""
        return self.name.partition(".")[0]

    @property
    def names_rows(self) -> bool:
        """Whether some argument says which rows are meant."""
        ids = any(p.name.endswith(("_id", "_ids")) for p in self.parameters)
        return ids or any(_says_rows(p) for p in self.parameters)

    def arguments(self, house: House, permission: Permission) -> dict[str, Any]:
        """Arguments that all name rows of one house."""
        given = {p.name: self._value(p, house) for p in self.parameters if self._is_asked(p)}
        return given | ({"permission": permission} if self._has("permission") else {})

    def _is_asked(self, parameter: inspect.Parameter) -> bool:
        wanted = parameter.name.endswith(("_id", "_ids")) or parameter.annotation in DRAFTS
        return wanted or parameter.default is inspect.Parameter.empty

    def _value(self, parameter: inspect.Parameter, house: House) -> Any:
        function = self.name.rpartition(".")[2]
        in_bin = function in IN_BIN
        if parameter.name == "attachment_id":
            return house.ids[FILES.get(self.name.rpartition(".")[0], "attachment_id")]
        if parameter.name == "matter_id" and self.concept == "proposals":
            return (house.binned if in_bin else house.ids)["proposal_id"]
        if parameter.name in house.ids:
            return (house.binned if in_bin else {}).get(parameter.name, house.ids[parameter.name])
        if parameter.annotation in DRAFTS:
            return DRAFTS[parameter.annotation](house.ids)
        return VALUES[parameter.name](house.ids)

    def _has(self, name: str) -> bool:
        return any(p.name == name for p in self.parameters)


# Whose files the functions of a module are about, where it is not an activity's.
FILES = {
    "assessment.claims.service": "proof_id",
    "matters.attachments": "paper_id",
    "handling.instructions": "scan_id",
    "funds.service": "voucher_id",
    "studios.evidence": "evidence_id",
}
IN_BIN = {"binned", "restore", "restore_template", "restore_expense", "find_binned", "restorable"}


def _says_rows(parameter: inspect.Parameter) -> bool:
    make = DRAFTS.get(parameter.annotation)
    return make is not None and make(_Seen()) is not None and _Seen.touched()


class _Seen(dict[str, int]):
    """Notes whether a draft was made of any row's id."""

    _any = False

    def __init__(self) -> None:
        super().__init__()
        _Seen._any = False

    def __missing__(self, key: str) -> int:
        _Seen._any = True
        return 0

    @classmethod
    def touched(cls) -> bool:
        """Whether the last one made was asked for an id."""
        return cls._any


def everything() -> Iterator[Asked]:
    """Each public function of the domain that takes a session and an actor, once."""
    for module in sorted(one.name for one in walk_packages(core.__path__, "core.")):
        for name, value in vars(import_module(module)).items():
            own = getattr(value, "__module__", "") == module and not name.startswith("_")
            if own and (inspect.isfunction(value) or isinstance(value, Question)):
                yield from _asked(f"{module.removeprefix('core.')}.{name}", value)


def _asked(name: str, call: Callable[..., Any]) -> Iterator[Asked]:
    found = inspect.signature(type(call).__call__ if isinstance(call, Question) else call)
    parameters = tuple(p for p in found.parameters.values() if p.name != "self")
    if [p.name for p in parameters[:2]] == ["session", "actor"]:
        yield Asked(name, call, parameters[2:])
