"""Shangzhou District, Shangluo, 2022: the fullest report of the five."""

from datetime import date

from core.activities.models import AttendanceRole, OwnerKind, Presence
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.committees.models import TermSession
from core.members.models import Appointment, AppointmentKind
from core.studios.models import Studio, StudioKind, StudioState, StudioStep
from core.transfer.examples import shangzhou_voices
from core.transfer.examples.builder import Builder
from core.transfer.examples.spreading import shares, spread
from core.transfer.examples.standards import adopt, meet_all

MEMBERS, AT_PLENARY = 209, 216
STANDING = 10
SPECIAL_COMMITTEES = (
    ("提案委员会", "Proposals committee"),
    ("经济委员会", "Economy committee"),
    ("社会法制委员会", "Society and law committee"),
    ("教科卫体委员会", "Education, science, health and sport committee"),
    ("文史和学习委员会", "Culture, history and study committee"),
)
MEETINGS = {
    "party_group_meeting": (24, "党组会议"),
    "chair_meeting": (13, "主席会议"),
    "standing_meeting": (4, "常务委员会会议"),
    "study_session": (32, "理论学习中心组学习"),
    "training_course": (1, "全体委员培训班"),
}
INSPECTIONS, SOLVED_AT_SITES = 104, 146
VISITS, SOLVED_FOR_MEMBERS = 181, 236
SERVICE_EVENTS, REACHED = 19, 20_600
STUDIO_SESSIONS, LECTURES, GROUP_SESSIONS = 23, 5, 67


def build(builder: Builder) -> None:
    """The whole committee."""
    builder.add_special_committees(SPECIAL_COMMITTEES)
    builder.add_sectors(18)
    builder.add_members(MEMBERS, builder.term.starts_on, standing=30)
    groups = builder.add_groups([f"{name[:-3]}委员工作组" for name, _ in SPECIAL_COMMITTEES])
    _meetings(builder)
    _plenary(builder)
    _field_work(builder, [group.id for group in groups])
    _studios(builder)
    _sent_and_honoured(builder)
    shangzhou_voices.build(builder)


def _meetings(builder: Builder) -> None:
    for code, (number, title) in MEETINGS.items():
        for n, held in enumerate(builder.activities(code, spread(builder.year, number), title)):
            if code == "standing_meeting":
                builder.attend(held, builder.members[: 27 + n % 3])
                builder.attend(held, builder.members[29:30], Presence.ON_LEAVE)
            if code == "training_course":
                builder.attend(held, builder.members[:198])
                builder.attend(held, builder.members[198:206], Presence.ON_LEAVE)
                builder.attend(held, builder.members[206:209], Presence.ABSENT)


def _plenary(builder: Builder) -> None:
    """The session of the following February, which hears the year's report."""
    builder.add_members(AT_PLENARY - MEMBERS, date(builder.year + 1, 1, 10))
    opened = date(builder.year + 1, 2, 14)
    (session,) = builder.add(
        [
            TermSession(
                term_id=builder.term.id,
                number=2,
                starts_on=opened,
                ends_on=date(builder.year + 1, 2, 17),
                reviews_year=builder.year,
            )
        ]
    )
    (held,) = builder.activities("plenary", [opened], "第二次全体会议", term_session_id=session.id)
    builder.attend(held, builder.members)


def _field_work(builder: Builder, group_ids: list[int]) -> None:
    days = spread(builder.year, INSPECTIONS)
    for day, solved in zip(days, shares(SOLVED_AT_SITES, INSPECTIONS), strict=True):
        builder.activities("site_inspection", [day], "项目建设现场视察", problems_solved=solved)
    _visits(builder)
    days = spread(builder.year, SERVICE_EVENTS, 2, 11)
    for n, (day, reached) in enumerate(zip(days, shares(REACHED, SERVICE_EVENTS), strict=True)):
        builder.activities(
            "public_service",
            [day],
            f"界别服务群众活动（{n + 1:02}）",
            owner_kind=OwnerKind.GROUP,
            sector_group_id=group_ids[n % len(group_ids)],
            served=reached,
        )
    builder.activities(
        "relief_donation", spread(builder.year, 4), "困难家庭帮扶捐赠", money_fen=2_700_000
    )
    builder.activities(
        "epidemic_donation",
        spread(builder.year, 3, 1, 4),
        "疫情防控捐款捐物",
        money_fen=6_000_000,
        goods_fen=4_500_000,
    )


def _visits(builder: Builder) -> None:
    """Special committees call on members; each visit to one member counts once."""
    days = spread(builder.year, VISITS)
    for n, (day, solved) in enumerate(zip(days, shares(SOLVED_FOR_MEMBERS, VISITS), strict=True)):
        body = builder.special_committees[n % len(SPECIAL_COMMITTEES)]
        (held,) = builder.activities(
            "member_visit",
            [day],
            f"{body.name}走访委员（{n + 1:03}）",
            owner_kind=OwnerKind.SPECIAL_COMMITTEE,
            special_committee_id=body.id,
            problems_solved=solved,
        )
        builder.attend(held, [builder.members[n]], role=AttendanceRole.VISITED)


def _studios(builder: Builder) -> None:
    studios = builder.add_studios(StudioKind.SECTOR, [f"第{n}委员工作室" for n in range(1, 6)])
    townships = builder.townships(18)
    liaison_groups = [
        builder.add_studios(
            StudioKind.LIAISON_GROUP, [f"{township.name}委员联络组"], township_id=township.id
        )[0]
        for township in townships
    ]
    adopt(builder, "five_haves", (StudioKind.LIAISON_GROUP,))
    meet_all(builder)
    _improve(builder, liaison_groups[:7])
    _sessions(builder, studios, "studio_session", STUDIO_SESSIONS - LECTURES, "学习协商活动")
    _sessions(builder, studios, "studio_lecture", LECTURES, "政策宣讲")
    _sessions(builder, liaison_groups, "liaison_group_session", GROUP_SESSIONS, "联络组活动")


def _sessions(builder: Builder, owners: list[Studio], code: str, number: int, title: str) -> None:
    for n, day in enumerate(spread(builder.year, number)):
        owner = owners[n % len(owners)]
        (held,) = builder.activities(
            code,
            [day],
            f"{owner.name}{title}（{n + 1:02}）",
            owner_kind=OwnerKind.STUDIO,
            studio_id=owner.id,
            opinions_heard=1 + n % 3,
        )
        builder.attend(held, builder.members[(n * 7) % 190 : (n * 7) % 190 + 9])


def _improve(builder: Builder, studios: list[Studio]) -> None:
    """These were consolidated in the year: put right, then opened again."""
    for studio in studios:
        for before, after, month in (
            (StudioState.OPENED, StudioState.RECTIFYING, 3),
            (StudioState.RECTIFYING, StudioState.OPENED, 6),
        ):
            builder.session.add(
                StudioStep(
                    studio_id=studio.id,
                    before=before,
                    after=after,
                    taken_on=date(builder.year, month, 10),
                    reason="规范化建设提升",
                )
            )
    builder.session.flush()


def _sent_and_honoured(builder: Builder) -> None:
    sent = [
        (AppointmentKind.SUPERVISOR, builder.members[60:80], "示例法院"),
        (AppointmentKind.HEARING, builder.members[80:90], "示例检察院"),
        (AppointmentKind.APPRAISAL, builder.members[90:96], "示例部门"),
        (AppointmentKind.PROJECT, builder.members[:STANDING], "示例重点项目"),
        (AppointmentKind.PROJECT, builder.members[100:152], "示例重点项目"),
    ]
    for kind, members, unit in sent:
        builder.add(
            [
                Appointment(
                    committee_id=builder.id,
                    member_id=member.id,
                    kind=kind,
                    unit=unit,
                    starts_on=date(builder.year, 3, 1),
                    ends_on=date(builder.year, 12, 31),
                )
                for member in members
            ]
        )
    _honour(builder, Honour.EXCELLENT_MEMBER, 20, "示例区委")
    _honour(builder, Honour.ADVANCED_INDIVIDUAL, 6, "示例区委")
    _honour(builder, Honour.EXCELLENT_PROPOSAL, 10, "示例区政协")


def _honour(builder: Builder, honour: Honour, number: int, given_by: str) -> None:
    proposal = honour is Honour.EXCELLENT_PROPOSAL
    builder.add(
        [
            Commendation(
                committee_id=builder.id,
                subject_kind=SubjectKind.PROPOSAL if proposal else SubjectKind.MEMBER,
                member_id=None if proposal else builder.members[n].id,
                subject=f"示例提案第{n + 1:02}号" if proposal else builder.members[n].name,
                honour=honour,
                level=HonourLevel.COUNTY,
                given_by=given_by,
                year=builder.year,
                given_on=date(builder.year, 12, 28),
            )
            for n in range(number)
        ]
    )
