"""Random records of a small committee: made, changed, binned and restored as an office does."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlmodel import Session, col, select

from core import clock
from core.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    AttendanceRole,
    Category,
    LeaveKind,
    OwnerKind,
    Presence,
    Stage,
)
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.committees.models import Community, TermSession
from core.contributions.models import Contribution, ContributionKind, Contributor
from core.groups.models import GroupSector, SectorGroup
from core.handling.models import AuthorityLevel
from core.matters.models import (
    Author,
    AuthorRole,
    Consent,
    LinkKind,
    Matter,
    MatterKind,
    MatterLink,
    State,
)
from core.members.models import Liaison, Member, Post, PostKind
from core.opinions.models import Adoption, AdoptionKind
from core.proposals.models import Nature, Proposal
from core.studios.models import Studio, StudioState, StudioStep
from tests.factories import Make

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
CODES = ("plenary", "study")


@dataclass
class Place:
    """A committee with three members, two kinds of activities and what it has recorded."""

    session: Session
    make: Make
    community: Community
    term_session: TermSession
    members: list[Member] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    numbers: int = 0
    studio: Studio | None = None
    group: SectorGroup | None = None

    @classmethod
    def opened(cls, session: Session, make: Make) -> "Place":
        """A place without any records. The second member left, the third joined late."""
        township = make.township()
        place = cls(session, make, make.community(township_id=township.id), make.term_session())
        place.members = [
            make.member(standing=True),
            make.member(left_on=date(2026, 9, 1)),
            make.member(joined_on=date(2026, 4, 15)),
        ]
        heading = make.save(
            Category(committee_id=make.home().id, code="meeting", name="会议", position=1)
        )
        place.categories = [
            make.category(code=code, parent_id=parent)
            for code, parent in zip(CODES, (heading.id, heading.id), strict=True)
        ]
        return place

    def with_bodies(self) -> None:
        """A studio, and a group that the first two members belong to."""
        sector = self.make.sector()
        self.studio, self.group = self.make.studio(), self.make.group()
        self.make.save(GroupSector(sector_group_id=self.group.id, sector_id=sector.id))
        for one in self.members[:2]:
            one.sector_id = sector.id
        self.session.flush()

    def record(self, told: tuple[Any, ...]) -> None:
        """Write one fact down."""
        kind, *rest = told
        getattr(self, f"_{kind}")(*rest)
        self.session.flush()

    def _attendance(
        self, who: int, day: int, what: int, presence: Any, role: Any, half: int
    ) -> None:
        category = self.categories[what]
        held_on = FIRST + timedelta(days=day)
        leave = list(LeaveKind)[half % 4] if presence is Presence.ON_LEAVE else None
        activity = self.make.activity(
            category_id=category.id,
            held_on=held_on,
            half_days=half,
            state=ActivityState.CONFIRMED if half > 1 else ActivityState.DRAFT,
        )
        self.make.attendance(
            activity,
            self.members[who],
            presence=presence,
            role=role,
            half_days=half,
            leave_kind=leave,
            leave_reason="事由" if leave else "",
        )

    def _matter(self, kind: Any, who: int, others: int, day: int, state: Any, key: bool) -> Matter:
        received = FIRST + timedelta(days=day)
        screened = received if state not in (State.SUBMITTED, State.DRAFT) else None
        row = self.make.matter(
            kind=kind, received_on=received, state=state, screened_on=screened, is_micro=key
        )
        if kind is MatterKind.PROPOSAL:
            self.make.save(
                Proposal(
                    matter_id=row.id,
                    nature=Nature.CO_SIGNED if others else Nature.INDIVIDUAL,
                    term_session_id=self.term_session.id,
                    is_key=key,
                )
            )
        for n in range(others + 1):
            self.make.author(
                row,
                self.members[(who + n) % 3],
                role=AuthorRole.CO_SIGNER if n else AuthorRole.FIRST,
            )
        return row

    def _adoption(self, level: Any, kind: Any, *told: Any) -> None:
        """One of a matter that is marked is adopted a second time, by the nation."""
        row = self._matter(MatterKind.OPINION, *told)
        self._adopt(row, level, kind)
        if told[-1]:
            self._adopt(row, AuthorityLevel.NATION, kind)

    def _adopt(self, row: Matter, level: Any, kind: Any) -> None:
        self.numbers += 1
        row.adopted_on = row.received_on
        self.make.save(
            Adoption(
                matter_id=row.id,
                committee_id=row.committee_id,
                level=level,
                kind=kind,
                adopted_on=row.received_on,
                product=f"{self.numbers}",
            )
        )

    def _converted(self, *told: Any) -> None:
        proposal = self._matter(MatterKind.PROPOSAL, *told)
        opinion = self._matter(MatterKind.OPINION, *told)
        proposal.state = State.CONVERTED
        self.make.save(MatterLink(from_id=proposal.id, to_id=opinion.id, kind=LinkKind.CONVERTED))

    def _merged(self, *told: Any) -> None:
        kind, who, *rest = told
        one = self._matter(kind, who, *rest)
        into = self._matter(kind, (who + 1) % 3, *rest)
        one.state = State.MERGED
        self.make.save(MatterLink(from_id=one.id, to_id=into.id, kind=LinkKind.MERGED))

    def _gone_up(self, who: int, *told: Any) -> None:
        """A proposal made into an opinion item that went up into the next member's."""
        proposal = self._matter(MatterKind.PROPOSAL, who, *told)
        opinion = self._matter(MatterKind.OPINION, who, *told)
        into = self._matter(MatterKind.OPINION, (who + 1) % 3, *told)
        proposal.state, opinion.state = State.CONVERTED, State.MERGED
        self.make.save(MatterLink(from_id=proposal.id, to_id=opinion.id, kind=LinkKind.CONVERTED))
        self.make.save(MatterLink(from_id=opinion.id, to_id=into.id, kind=LinkKind.MERGED))

    def _contribution(self, who: int, day: int, kind: Any, others: int) -> None:
        row = self.make.save(
            Contribution(
                committee_id=self.make.home().id,
                kind=kind,
                title="示例",
                given_on=FIRST + timedelta(days=day),
            )
        )
        for n in range(others + 1):
            self.make.save(
                Contributor(
                    contribution_id=row.id, member_id=self.members[(who + n) % 3].id, position=n
                )
            )

    def _honour(self, who: int, level: Any, day: int | None) -> None:
        self.numbers += 1
        self.make.save(
            Commendation(
                committee_id=self.make.home().id,
                subject_kind=SubjectKind.MEMBER,
                member_id=self.members[who].id,
                honour=Honour.OTHER,
                level=level,
                given_by=f"{self.numbers}",
                year=2026,
                given_on=None if day is None else FIRST + timedelta(days=day),
            )
        )

    def _liaison(self, who: int, day: int) -> None:
        self.numbers += 1
        self.make.save(
            Liaison(
                member_id=self.members[who].id,
                community_id=self.community.id,
                starts_on=FIRST - timedelta(days=1000 + self.numbers),
                ends_on=FIRST + timedelta(days=day),
            )
        )

    # What changes afterwards

    def change(self, verb: str, number: int) -> None:
        """Change one of the rows that there are, if there is any."""
        getattr(self, f"_do_{verb}")(number)
        self.session.flush()

    def _one(self, table: Any, number: int) -> Any:
        rows = self.session.exec(select(table).order_by(col(table.id))).all()
        return rows[number % len(rows)] if rows else None

    def _do_bin(self, number: int) -> None:
        table = (Activity, Matter, Contribution, Commendation)[number % 4]
        if row := self._one(table, number):
            row.binned_at = None if row.binned_at else clock.now()

    def _do_plan(self, number: int) -> None:
        if row := self._one(Activity, number):
            row.stage = Stage.PLANNED if row.stage is Stage.DONE else Stage.DONE

    def _do_confirm(self, number: int) -> None:
        if row := self._one(Activity, number):
            row.state = ActivityState.CONFIRMED

    def _do_forget(self, number: int) -> None:
        table = (Attendance, Author, Adoption, Contributor, Liaison)[number % 5]
        if row := self._one(table, number):
            self.session.delete(row)

    def _do_ask(self, number: int) -> None:
        if row := self._one(Author, number):
            row.consent = Consent.DECLINED if row.consent is Consent.AGREED else Consent.AGREED

    def _do_move(self, number: int) -> None:
        if row := self._one(Commendation, number):
            row.member_id = self.members[number % 3].id

    def _do_leave(self, number: int) -> None:
        member = self.members[number % 3]
        member.left_on = None if member.left_on else date(2026, 11, 1)

    def _do_unscore(self, number: int) -> None:
        member = self.members[number % 3]
        member.scored = not member.scored
        member.not_scored_reason = "" if member.scored else "示例"

    def _do_merge(self, number: int) -> None:
        one, other = self._one(Matter, number), self._one(Matter, number + 1)
        known = self.session.exec(
            select(MatterLink).where(MatterLink.from_id == getattr(one, "id", 0))
        ).first()
        if one is None or one is other or one.kind is not other.kind or known:
            return
        one.state = State.MERGED
        self.make.save(MatterLink(from_id=one.id, to_id=other.id, kind=LinkKind.MERGED))

    def _do_own(self, number: int) -> None:
        """An activity, and a matter, is the studio's, the group's or nobody's but the office's."""
        if self.studio is None or self.group is None:
            return
        kind = (OwnerKind.STUDIO, OwnerKind.GROUP, OwnerKind.COMMITTEE)[number % 3]
        studio = self.studio.id if kind is OwnerKind.STUDIO else None
        if row := self._one(Activity, number // 3):
            row.owner_kind, row.studio_id = kind, studio
            row.sector_group_id = self.group.id if kind is OwnerKind.GROUP else None
        if row := self._one(Matter, number // 3):
            row.studio_id = studio

    def _do_sit(self, number: int) -> None:
        """A member sits on the standing committee from some day on, or by the roster only."""
        member = self.members[number % 3]
        if number % 2:
            member.standing = not member.standing
            return
        starts_on = FIRST + timedelta(days=20 * number - 200)
        post = Post(member_id=member.id, kind=PostKind.STANDING_MEMBER, starts_on=starts_on)
        self.make.save(post)

    def _do_step(self, number: int) -> None:
        """The studio is withdrawn, or opened again, a day after the year or within it."""
        if self.studio is None:
            return
        before = self.studio.state
        opened = before is StudioState.WITHDRAWN
        after = StudioState.OPENED if opened else StudioState.WITHDRAWN
        day = LAST + timedelta(days=number % 2)
        step = StudioStep(studio_id=self.studio.id, before=before, after=after, taken_on=day)
        self.make.save(step)
        self.studio.state = after


DAYS = st.one_of(st.integers(0, 364), st.sampled_from([-1, 0, 31, 89, 90, 364, 365]))
WHO = st.sampled_from([0, 0, 0, 1, 2])
OTHERS = st.integers(0, 2)
STATES = st.sampled_from([State.SUBMITTED, State.SCREENED, State.REGISTERED, State.DRAFT])
MATTER = (WHO, OTHERS, DAYS, STATES, st.booleans())
KINDS = st.sampled_from(list(MatterKind))

Told = tuple[Any, ...]
FACTS_OF: dict[str, st.SearchStrategy[Told]] = {
    "attendance": st.tuples(
        st.just("attendance"),
        WHO,
        DAYS,
        st.integers(0, 1),
        st.sampled_from(list(Presence)),
        st.sampled_from(list(AttendanceRole)),
        st.integers(1, 3),
    ),
    "matter": st.tuples(st.just("matter"), KINDS, *MATTER),
    "adoption": st.tuples(
        st.just("adoption"),
        st.sampled_from(list(AuthorityLevel)),
        st.sampled_from([AdoptionKind.SINGLE, AdoptionKind.COMPOSITE]),
        *MATTER,
    ),
    "converted": st.tuples(st.just("converted"), *MATTER),
    "merged": st.tuples(st.just("merged"), KINDS, *MATTER),
    "gone_up": st.tuples(st.just("gone_up"), *MATTER),
    "contribution": st.tuples(
        st.just("contribution"), WHO, DAYS, st.sampled_from(list(ContributionKind)), OTHERS
    ),
    "honour": st.tuples(
        st.just("honour"), WHO, st.sampled_from(list(HonourLevel)), st.none() | DAYS
    ),
    "liaison": st.tuples(st.just("liaison"), WHO, DAYS),
}
FACTS = st.one_of(*FACTS_OF.values())
CHANGES = st.tuples(
    st.sampled_from(
        [
            *("bin", "bin", "plan", "confirm", "forget", "ask", "move", "leave", "unscore"),
            *("merge", "own", "own", "sit", "step"),
        ]
    ),
    st.integers(0, 40),
)
