"""What else a city writes down of a year, in a few words."""

from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session

from core.activities.catalogue.presets import PRESETS as CATALOGUE
from core.activities.models import Activity, Attendance, Category, LeaveKind, OwnerKind, Presence
from core.assessment.models import Assessment, Claim, ClaimState, RuleBook, Scores
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.contributions.models import Contribution, ContributionKind, Contributor
from core.groups.models import SectorGroup
from core.handling.models import AuthorityLevel
from core.members.models import Appointment, AppointmentKind, Member
from core.publicity.models import PressReport
from core.studios.models import StandardItem, StandardSet, Studio, StudioCheck, Verdict
from tests.factories import Make

YEAR = 2026
DAY = date(YEAR, 5, 20)
HEADINGS = {below.code: heading.code for heading in CATALOGUE for below in heading.below}

Subject = Member | Studio | SectorGroup


class Records:
    """What happened is of 20 May 2026 unless a day is told."""

    def __init__(self, session: Session, make: Make) -> None:
        self.session, self.make = session, make
        self._number = count(1)
        self._categories: dict[str, Category] = {}

    def attended(
        self,
        member: Member,
        code: str,
        presence: Presence = Presence.PRESENT,
        *,
        times: int = 1,
        half_days: int = 1,
        leave: LeaveKind | None = None,
        on: date = DAY,
        **given: Any,
    ) -> Attendance | None:
        """So many activities of a kind, each of its own."""
        row = None
        for _ in range(times):
            activity = self.held(code, on=on, half_days=half_days)
            row = self.make.attendance(
                activity,
                member,
                presence=presence,
                half_days=half_days,
                leave_kind=leave,
                leave_reason="示例事由" if presence is Presence.ON_LEAVE else "",
                **given,
            )
        return row

    def held(self, code: str, by: Studio | None = None, on: date = DAY, **given: Any) -> Activity:
        """An activity that was held, by a studio or by the committee."""
        owner = {} if by is None else {"owner_kind": OwnerKind.STUDIO, "studio_id": by.id}
        category = self.category(code)
        return self.make.activity(category_id=category.id, held_on=on, **owner, **given)

    def category(self, code: str) -> Category:
        """A category of the catalogue that comes with the program."""
        if code not in self._categories:
            heading = HEADINGS[code]
            self._categories.setdefault(heading, self._heading(heading))
            self._categories[code] = self.make.category(
                code=code, parent_id=self._categories[heading].id
            )
        return self._categories[code]

    def _heading(self, code: str) -> Category:
        return self._categories.get(code) or self.make.save(
            Category(committee_id=self.make.home().id, code=code, name=code)
        )

    def gave(self, kind: ContributionKind, *members: Member, on: date = DAY) -> Contribution:
        """A speech or report; the first named leads."""
        row = self.make.save(
            Contribution(committee_id=self.make.home().id, kind=kind, title="示例", given_on=on)
        )
        for position, member in enumerate(members):
            self.make.save(
                Contributor(contribution_id=row.id, member_id=member.id, position=position)
            )
        return row

    def honoured(self, member: Member, level: HonourLevel, **given: Any) -> Commendation:
        """A commendation of the year."""
        return self.make.save(
            Commendation(
                committee_id=self.make.home().id,
                subject_kind=SubjectKind.MEMBER,
                member_id=member.id,
                honour=Honour.OTHER,
                level=level,
                **{"year": YEAR} | given,
            )
        )

    def appointed(self, member: Member, kind: AppointmentKind, **given: Any) -> Appointment:
        """An appointment since 2025."""
        usual: dict[str, Any] = {"starts_on": date(2025, 3, 1), "unit": "示例企业"}
        return self.make.save(
            Appointment(
                committee_id=self.make.home().id, member_id=member.id, kind=kind, **usual | given
            )
        )

    def claimed(
        self,
        subject: Subject,
        item: str,
        choice: str = "",
        state: ClaimState = ClaimState.APPROVED,
        **given: Any,
    ) -> Claim:
        """An item that somebody entered, approved unless told otherwise."""
        kinds = {
            "member": Scores.MEMBERS,
            "studio": Scores.STUDIOS,
            "sector_group": Scores.GROUPS,
        }
        usual: dict[str, Any] = {"done_on": DAY, "quantity": 1, "title": "示例"}
        return self.make.save(
            Claim(
                committee_id=self.make.home().id,
                assessment_id=self._assessment(),
                subject_kind=kinds[subject.__tablename__],
                subject_id=subject.id,
                item_key=item,
                choice=choice,
                state=state,
                **usual | given,
            )
        )

    def _assessment(self) -> int:
        """Some assessment: an entered item is claimed within one."""
        book = RuleBook(
            committee_id=self.make.home().id,
            code=f"example{next(self._number)}",
            name="示例办法",
            scores=Scores.MEMBERS,
            text="",
            sha256="0" * 64,
        )
        of = Assessment(
            committee_id=self.make.home().id,
            book_id=self.make.save(book).id,
            year=YEAR,
            first_on=date(YEAR, 1, 1),
            last_on=date(YEAR, 12, 31),
        )
        return self.make.save(of).id

    def standard_met(self, studio: Studio, code: str, met: int, of: int) -> None:
        """So many items of a standard are met, the others are not."""
        found = self.make.save(
            StandardSet(committee_id=self.make.home().id, code=code, name="示例标准")
        )
        for position in range(1, of + 1):
            item = self.make.save(
                StandardItem(standard_set_id=found.id, position=position, name=f"第{position}条")
            )
            verdict = Verdict.MET if position <= met else Verdict.UNMET
            self.make.save(
                StudioCheck(
                    studio_id=studio.id,
                    standard_item_id=item.id,
                    verdict=verdict,
                    checked_on=DAY,
                )
            )

    def printed(self, studio: Studio | None = None, on: date = DAY, **given: Any) -> PressReport:
        """A report that a county paper printed."""
        return self.make.save(
            PressReport(
                committee_id=self.make.home().id,
                title="示例报道",
                written_on=on,
                printed_on=on,
                medium="示例报",
                level=AuthorityLevel.COUNTY,
                studio_id=studio.id if studio else None,
                **given,
            )
        )
