"""Builds an example committee row by row. All people are numbered placeholders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle, pairwise
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from core.activities.catalogue import service as catalogue
from core.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    AttendanceRole,
    Category,
    OwnerKind,
    Presence,
    Stage,
)
from core.committees.models import (
    Committee,
    Community,
    CommunityKind,
    Level,
    Sector,
    SpecialCommittee,
    Term,
)
from core.committees.national import NATIONAL_SECTORS
from core.groups.models import Convener, GroupSector, SectorGroup
from core.members.models import Member, Sex
from core.studios.models import Studio, StudioKind, StudioState, StudioStep
from core.transfer.examples.tree import add_committee
from db.base import Table

Row = TypeVar("Row", bound=Table)


@dataclass
class Builder:
    """Adds the rows of one committee; `committee` is where they belong unless said otherwise."""

    session: Session
    committee: Committee
    year: int
    term: Term
    members: list[Member] = field(default_factory=list)
    sectors: list[Sector] = field(default_factory=list)
    special_committees: list[SpecialCommittee] = field(default_factory=list)
    categories: dict[str, Category] = field(default_factory=dict)
    _code: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def id(self) -> int:
        """The committee's id."""
        return self.committee.id

    def add(self, rows: Sequence[Row]) -> list[Row]:
        """Add rows and give them their ids."""
        self.session.add_all(rows)
        self.session.flush()
        return list(rows)

    def below(self, level: Level, names: Sequence[tuple[str, str]]) -> list[Committee]:
        """Committees or townships directly below this one."""
        return [
            add_committee(
                self.session,
                self.committee,
                Committee(
                    level=level,
                    code=f"{self.committee.code}-{next(self._code):02}",
                    name=name,
                    name_en=name_en,
                ),
            )
            for name, name_en in names
        ]

    def townships(self, number: int) -> list[Committee]:
        """Numbered townships."""
        names = [(f"{n:02}号乡镇（街道）", f"Township {n:02}") for n in range(1, number + 1)]
        return self.below(Level.TOWNSHIP, names)

    def communities(
        self, townships: Sequence[Committee], kind: CommunityKind, number: int
    ) -> list[Community]:
        """Numbered villages or urban communities, spread evenly over townships."""
        chinese, english = (
            ("村", "Village") if kind is CommunityKind.VILLAGE else ("社区", "Community")
        )
        return self.add(
            [
                Community(
                    township_id=township.id,
                    kind=kind,
                    name=f"{n:02}号{chinese}",
                    name_en=f"{english} {n:02}",
                )
                for n, township in zip(range(1, number + 1), cycle(townships), strict=False)
            ]
        )

    def add_sectors(self, number: int) -> None:
        """The first sectors of the national list."""
        self.sectors = self.add(
            [
                Sector(
                    committee_id=self.id,
                    term_id=self.term.id,
                    name=one.local or one.name,
                    name_en=one.name_en,
                    national_code=one.code,
                    position=position,
                )
                for position, one in enumerate(NATIONAL_SECTORS[:number], start=1)
            ]
        )

    def add_special_committees(self, names: Sequence[tuple[str, str]]) -> None:
        """Special committees in their order."""
        self.special_committees = self.add(
            [
                SpecialCommittee(committee_id=self.id, name=name, name_en=name_en, position=n)
                for n, (name, name_en) in enumerate(names, start=1)
            ]
        )

    def add_members(self, number: int, joined_on: date, standing: int = 0) -> list[Member]:
        """Numbered members, spread over sectors and special committees."""
        first = len(self.members) + 1
        added = [
            Member(
                committee_id=self.id,
                number=f"{n:04}",
                name=f"委员{n:03}",
                name_pinyin=f"weiyuan{n:03}",
                sex=Sex.FEMALE if n % 3 == 0 else Sex.MALE,
                birth_year=1960 + n % 35,
                sector_id=self.sectors[n % len(self.sectors)].id if self.sectors else None,
                special_committee_id=self._special_committee_of(n),
                employer=f"示例单位{n:03}",
                standing=n - first < standing,
                joined_on=joined_on,
            )
            for n in range(first, first + number)
        ]
        self.members += self.add(added)
        return added

    def _special_committee_of(self, n: int) -> int | None:
        many = self.special_committees
        return many[n % len(many)].id if many else None

    def add_groups(self, names: Sequence[str]) -> list[SectorGroup]:
        """Sector groups that share the sectors out in turn, each with a convener."""
        groups = self.add(
            [
                SectorGroup(committee_id=self.id, term_id=self.term.id, name=name, position=n)
                for n, name in enumerate(names, start=1)
            ]
        )
        for sector, group in zip(self.sectors, cycle(groups), strict=False):
            self.session.add(GroupSector(sector_group_id=group.id, sector_id=sector.id))
        for member, group in zip(self.members, groups, strict=False):
            self.session.add(
                Convener(
                    sector_group_id=group.id, member_id=member.id, starts_on=self.term.starts_on
                )
            )
        self.session.flush()
        return groups

    def add_studios(
        self,
        kind: StudioKind,
        names: Sequence[str],
        *,
        opened_on: date | None = None,
        code: str = "",
        **given: object,
    ) -> list[Studio]:
        """Opened places of one kind, with their plaque and their history.

        `code` begins their codes, the committee's own unless given.
        """
        opened_on = opened_on or date(self.year - 1, 5, 20)
        prefix = code or self.committee.code
        leads = self.members if given.get("committee_id", self.id) == self.id else []
        usual: dict[str, Any] = {"committee_id": self.id, "level": self.committee.level}
        studios = self.add(
            [
                Studio(
                    kind=kind,
                    name=name,
                    code=(plaque := f"{prefix}-S{next(self._code):03}"),
                    lead_id=leads[n % len(leads)].id if leads else None,
                    state=StudioState.OPENED,
                    opened_on=opened_on,
                    plaque_number=plaque,
                    plaque_on=opened_on,
                    **usual | given,
                )
                for n, name in enumerate(names)
            ]
        )
        self._history(studios, opened_on)
        return studios

    def _history(self, studios: Sequence[Studio], opened_on: date) -> None:
        life = (
            StudioState.DRAFT,
            StudioState.APPLIED,
            StudioState.APPROVED,
            StudioState.OPENED,
        )
        for studio in studios:
            for n, (before, after) in enumerate(pairwise(life)):
                day = opened_on - timedelta(days=30 - 15 * n)
                step = StudioStep(studio_id=studio.id, before=before, after=after, taken_on=day)
                self.session.add(step)

    def add_categories(self) -> None:
        """The catalogue of activities as it ships."""
        catalogue.adopt_presets(self.session, None, self.id)
        self.session.flush()
        found = self.session.exec(select(Category).where(col(Category.committee_id) == self.id))
        self.categories = {category.code: category for category in found}

    def activities(
        self, code: str, days: Sequence[date], title: str, **given: object
    ) -> list[Activity]:
        """Confirmed activities of one category, one a day, numbered in their titles."""
        usual: dict[str, Any] = {
            "committee_id": self.id,
            "owner_kind": OwnerKind.COMMITTEE,
            "stage": Stage.DONE,
            "state": ActivityState.CONFIRMED,
            "place": "示例地点",
        }
        return self.add(
            [
                Activity(
                    category_id=self.categories[code].id,
                    title=f"{title}（{n:03}）" if len(days) > 1 else title,
                    starts_at=(start := datetime(on.year, on.month, on.day, 1, tzinfo=UTC)),
                    ends_at=start + timedelta(hours=2),
                    held_on=on,
                    held_month=on.year * 100 + on.month,
                    **usual | given,
                )
                for n, on in enumerate(days, start=1)
            ]
        )

    def attend(
        self,
        activity: Activity,
        members: Sequence[Member],
        presence: Presence = Presence.PRESENT,
        role: AttendanceRole = AttendanceRole.PARTICIPANT,
    ) -> None:
        """Members at an activity."""
        self.session.add_all(
            [
                Attendance(
                    activity_id=activity.id,
                    committee_id=activity.committee_id,
                    member_id=member.id,
                    category_id=activity.category_id,
                    held_on=activity.held_on,
                    role=role,
                    presence=presence,
                    counted=presence,
                    share_percent=100 if presence is Presence.PRESENT else 0,
                    leave_reason="公务" if presence is Presence.ON_LEAVE else "",
                )
                for member in members
            ]
        )
