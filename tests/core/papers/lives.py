"""A member with a year's record of everything that papers tell of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.activities.models import AttendanceRole, Presence
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.contributions.models import Contribution, ContributionKind, Contributor
from core.handling.models import AuthorityLevel, Result, Satisfaction
from core.matters.models import AuthorRole, Consent, LinkKind, MatterKind, MatterLink, State
from core.members import phones
from core.members.models import Appointment, AppointmentKind, Liaison, Member, Post, PostKind
from core.opinions.models import Adoption, AdoptionKind
from core.proposals.models import Nature, Proposal
from tests.factories import Make

YEAR = 2026
PHONE = "13800000001"
_UNTOLD = (
    *("往年会议", "未提交的提案", "撤回的提案", "往年信息", "回收的活动"),
    *("被并入的信息", "不联名的信息"),
)
HEADINGS = ("meeting", "consultation", "study", "service", "celebration")


@dataclass(frozen=True, slots=True)
class Life:
    """A member, with the titles of what papers must name and of what they must not."""

    member: Member
    told: tuple[str, ...]
    untold: tuple[str, ...]


def lived(make: Make) -> Life:
    """A member of the usual committee with a full year and a little of the year before."""
    member = make.member(
        name="委员甲",
        employer="示例中学",
        occupation="教师",
        phone=phones.seal(PHONE),
        party="无党派",
    )
    told = [*_called(make, member), *_proposed(make, member), *_reflected(make, member)]
    told += [*_given(make, member), *_held(make, member)]
    return Life(member, tuple(told), _UNTOLD)


def _called(make: Make, member: Member) -> list[str]:
    """Two of each heading: present, and away; one more of the year before, one in the bin."""
    for code in HEADINGS:
        parent = make.category(code=code, parent_id=None)
        kind = make.category(parent_id=parent.id)
        for place, presence in enumerate((Presence.PRESENT, _AWAY[code])):
            held = make.activity(
                category_id=kind.id, title=f"{code}活动{place}", held_on=date(YEAR, 3, place + 1)
            )
            leave = "示例事由" if presence is Presence.ON_LEAVE else ""
            make.attendance(held, member, presence=presence, leave_reason=leave)
    before = make.activity(category_id=kind.id, title="往年会议", held_on=date(YEAR - 1, 5, 6))
    make.attendance(before, member)
    gone = make.activity(category_id=kind.id, title="回收的活动", held_on=date(YEAR, 5, 6))
    gone.binned_at = gone.recorded_at
    make.attendance(make.save(gone), member, role=AttendanceRole.SPEAKER)
    return [f"{code}活动{place}" for code in HEADINGS for place in (0, 1)]


_AWAY = {
    "meeting": Presence.ON_LEAVE,
    "consultation": Presence.LATE,
    "study": Presence.ABSENT,
    "service": Presence.LEFT_EARLY,
    "celebration": Presence.PRESENT,
}


def _proposed(make: Make, member: Member) -> list[str]:
    """One as first proposer, solved; one co-signed; one not handed in, one taken back."""
    session = make.term_session()
    for title, role, state, result in (
        ("第一份提案", AuthorRole.FIRST, State.CLOSED, Result.A),
        ("联名的提案", AuthorRole.CO_SIGNER, State.HANDLING, None),
        ("未提交的提案", AuthorRole.FIRST, State.DRAFT, None),
        ("撤回的提案", AuthorRole.FIRST, State.WITHDRAWN, None),
    ):
        matter = make.matter(
            kind=MatterKind.PROPOSAL, title=title, state=state, received_on=date(YEAR, 2, 11)
        )
        satisfied = Satisfaction.SATISFIED if result else None
        make.save(
            Proposal(
                matter_id=matter.id,
                nature=Nature.INDIVIDUAL,
                term_session_id=session.id,
                result=result,
                satisfaction=satisfied,
            )
        )
        make.author(matter, member, role=role)
    return ["第一份提案", "联名的提案"]


def _reflected(make: Make, member: Member) -> list[str]:
    """One adopted twice, one of the year before adopted since, one refused to sign, one merged."""
    day = date(YEAR, 4, 1)
    used = make.matter(title="采用的信息", state=State.REPORTED, received_on=day, adopted_on=day)
    refused = make.matter(title="不联名的信息", received_on=day)
    old = make.matter(title="往年信息", received_on=date(YEAR - 1, 4, 1), adopted_on=day)
    make.author(used, member)
    make.author(old, member)
    make.author(refused, member, role=AuthorRole.CO_SIGNER, consent=Consent.DECLINED)
    for matter, level in (
        (used, AuthorityLevel.COUNTY),
        (used, AuthorityLevel.PROVINCE),
        (old, AuthorityLevel.NATION),
    ):
        make.save(
            Adoption(
                matter_id=matter.id,
                committee_id=matter.committee_id,
                level=level,
                kind=AdoptionKind.SINGLE,
                adopted_on=day,
            )
        )
    gone = make.matter(title="被并入的信息", state=State.MERGED, received_on=day)
    into = make.matter(title="并案后的信息", received_on=day)
    make.author(gone, member)
    make.save(MatterLink(from_id=gone.id, to_id=into.id, kind=LinkKind.MERGED))
    return ["采用的信息", "省级单篇采用", "并案后的信息"]


def _given(make: Make, member: Member) -> list[str]:
    speech = make.save(
        Contribution(
            committee_id=member.committee_id,
            kind=ContributionKind.SPEECH,
            title="大会上的发言",
            given_on=date(YEAR, 2, 12),
        )
    )
    make.save(Contributor(contribution_id=speech.id, member_id=member.id))
    make.save(
        Commendation(
            committee_id=member.committee_id,
            member_id=member.id,
            subject=member.name,
            subject_kind=SubjectKind.MEMBER,
            honour=Honour.EXCELLENT_MEMBER,
            level=HonourLevel.COUNTY,
            year=YEAR,
            given_by="示例授予单位",
        )
    )
    return ["大会上的发言", "示例授予单位"]


def _held(make: Make, member: Member) -> list[str]:
    community = make.community(name="示例社区")
    since: dict[str, Any] = {"member_id": member.id, "starts_on": date(YEAR - 2, 1, 1)}
    make.save(Liaison(community_id=community.id, **since))
    make.save(Post(kind=PostKind.CONVENER, title="召集人职务", **since))
    make.save(
        Appointment(
            committee_id=member.committee_id,
            kind=AppointmentKind.SUPERVISOR,
            unit="示例法院",
            **since,
        )
    )
    return ["示例社区", "召集人职务", "示例法院"]
