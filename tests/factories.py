"""Makes rows with usual values: `make.studio(state=StudioState.OPENED)`."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlmodel import Session

from core.accounts.models import Account, RoleGrant
from core.activities.models import Activity, Attendance, Category, OwnerKind, Presence
from core.committees.models import (
    Committee,
    CommitteeTree,
    Community,
    CommunityKind,
    Level,
    Revision,
    Sector,
    SpecialCommittee,
    Term,
    TermSession,
)
from core.groups.models import SectorGroup
from core.handling.models import HandlingUnit, UnitKind
from core.informants.models import Informant
from core.matters.models import (
    Author,
    AuthorRole,
    Matter,
    MatterCategory,
    MatterKind,
    State,
    Submitter,
)
from core.members.models import Member
from core.permissions import SCOPE_OF_ROLE, Actor, Grant, Role, ScopeKind
from core.studios.models import (
    StandardItem,
    StandardSet,
    Studio,
    StudioKind,
    StudioState,
)
from db.base import Table

DAY = date(2026, 5, 20)
STARTS = datetime(2026, 5, 20, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
ENDS = datetime(2026, 5, 20, 3, 0, tzinfo=UTC)

Row = TypeVar("Row", bound=Table)


class Make:
    """Makes rows in one session. What a row needs and is not given is made too."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._number = count(1)
        self._plenary = count(1)
        self._committee: Committee | None = None

    def save(self, row: Row) -> Row:
        """Add a row and give it its id."""
        self.session.add(row)
        self.session.flush()
        return row

    def home(self) -> Committee:
        """The committee that all else belongs to unless another is given."""
        self._committee = self._committee or self.committee()
        return self._committee

    def committee(self, parent: Committee | None = None, **given: Any) -> Committee:
        """A committee with its place in the tree and its revision."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "level": Level.COUNTY,
            "code": f"C{n:04}",
            "name": f"示例县{n:03}政协",
            "name_en": f"Example County {n:03} CPPCC",
            "parent_id": parent.id if parent else None,
        }
        row = self.save(Committee(**usual | given))
        above = [(row.id, 0)]
        while parent:
            above.append((parent.id, len(above)))
            parent = self.session.get(Committee, parent.parent_id) if parent.parent_id else None
        for ancestor, depth in above:
            self.save(CommitteeTree(ancestor_id=ancestor, descendant_id=row.id, depth=depth))
        self.save(Revision(committee_id=row.id))
        return row

    def township(self, parent: Committee | None = None, **given: Any) -> Committee:
        """A township of a committee."""
        return self.committee(parent or self.home(), **{"level": Level.TOWNSHIP} | given)

    def term(self, **given: Any) -> Term:
        """The 15th term, from 2022 on."""
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "number": 15,
            "starts_on": date(2022, 1, 1),
        }
        return self.save(Term(**usual | given))

    def term_session(self, **given: Any) -> TermSession:
        """A plenary session of four days that reviews the year before."""
        given.setdefault("term_id", self._term().id)
        starts_on = given.setdefault("starts_on", date(2026, 2, 10))
        usual: dict[str, Any] = {
            "number": next(self._plenary),
            "ends_on": starts_on + timedelta(days=3),
            "reviews_year": starts_on.year - 1,
        }
        return self.save(TermSession(**usual | given))

    def sector(self, **given: Any) -> Sector:
        """A sector of a term."""
        n = next(self._number)
        if "term_id" not in given:
            given["term_id"] = self._term().id
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "name": f"界别{n:03}",
            "position": n,
        }
        return self.save(Sector(**usual | given))

    def special_committee(self, **given: Any) -> SpecialCommittee:
        """A special committee."""
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "name": f"专委会{next(self._number):03}",
        }
        return self.save(SpecialCommittee(**usual | given))

    def community(self, **given: Any) -> Community:
        """A village of a township."""
        if "township_id" not in given:
            given["township_id"] = self.township().id
        usual: dict[str, Any] = {
            "kind": CommunityKind.VILLAGE,
            "name": f"示例村{next(self._number):03}",
        }
        return self.save(Community(**usual | given))

    def member(self, **given: Any) -> Member:
        """A member with a number and a placeholder name."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "number": f"{n:04}",
            "name": f"委员{n:03}",
            "name_pinyin": f"weiyuan{n:03}",
            "joined_on": date(2022, 1, 1),
        }
        return self.save(Member(**usual | given))

    def studio(self, **given: Any) -> Studio:
        """An opened sector studio."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "kind": StudioKind.SECTOR,
            "level": Level.COUNTY,
            "code": f"S{n:04}",
            "name": f"示例工作室{n:03}",
            "state": StudioState.OPENED,
            "opened_on": date(2023, 3, 1),
        }
        return self.save(Studio(**usual | given))

    def standard_set(self, items: int = 3, **given: Any) -> StandardSet:
        """A standard with some items."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "code": f"set{n}",
            "name": f"标准{n:03}",
        }
        row = self.save(StandardSet(**usual | given))
        for position in range(1, items + 1):
            self.save(
                StandardItem(standard_set_id=row.id, position=position, name=f"要求{position}")
            )
        return row

    def group(self, **given: Any) -> SectorGroup:
        """A sector group of a term."""
        if "term_id" not in given:
            given["term_id"] = self._term().id
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "name": f"活动组{next(self._number):03}",
        }
        return self.save(SectorGroup(**usual | given))

    def category(self, **given: Any) -> Category:
        """A category of the second level, with its parent."""
        n = next(self._number)
        committee = self._of(given)
        if "parent_id" not in given:
            parent = Category(committee_id=committee, code=f"top{n}", name=f"大类{n:03}")
            given["parent_id"] = self.save(parent).id
        usual: dict[str, Any] = {
            "committee_id": committee,
            "code": f"cat{n}",
            "name": f"类别{n:03}",
        }
        return self.save(Category(**usual | given))

    def activity(self, **given: Any) -> Activity:
        """An activity of the committee itself, done, in draft."""
        n = next(self._number)
        if "category_id" not in given:
            given["category_id"] = self.category(committee_id=self._of(given)).id
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "owner_kind": OwnerKind.COMMITTEE,
            "title": f"示例活动{n:03}",
            "starts_at": STARTS,
            "ends_at": ENDS,
            "held_on": DAY,
            "held_month": DAY.year * 100 + DAY.month,
        }
        if "held_on" in given:
            given.setdefault("held_month", given["held_on"].year * 100 + given["held_on"].month)
        return self.save(Activity(**usual | given))

    def attendance(self, activity: Activity, member: Member, **given: Any) -> Attendance:
        """A member present at an activity."""
        usual: dict[str, Any] = {
            "activity_id": activity.id,
            "member_id": member.id,
            "committee_id": activity.committee_id,
            "category_id": activity.category_id,
            "held_on": activity.held_on,
            "presence": Presence.PRESENT,
            "counted": given.get("presence", Presence.PRESENT),
        }
        return self.save(Attendance(**usual | given))

    def unit(self, **given: Any) -> HandlingUnit:
        """A handling unit."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "code": f"U{n:03}",
            "name": f"示例单位{n:03}",
            "kind": UnitKind.GOVERNMENT,
        }
        return self.save(HandlingUnit(**usual | given))

    def informant(self, **given: Any) -> Informant:
        """An informant who is active."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "number": f"I{n:03}",
            "name": f"信息员{n:03}",
            "starts_on": date(DAY.year - 3, 1, 1),
        }
        return self.save(Informant(**usual | given))

    def matter_category(self, **given: Any) -> MatterCategory:
        """A category of matters, of the second level unless it is given no parent."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "kind": MatterKind.OPINION,
            "code": f"c{n:03}",
            "name": f"示例类别{n:03}",
        }
        return self.save(MatterCategory(**usual | given))

    def matter(self, **given: Any) -> Matter:
        """A matter that was submitted by the committee's office."""
        n = next(self._number)
        day = given.get("received_on", DAY)
        usual: dict[str, Any] = {
            "committee_id": self._of(given),
            "kind": MatterKind.OPINION,
            "title": f"示例事项{n:03}",
            "situation": "示例情况。",
            "suggestion": "示例建议。",
            "submitter": Submitter.MEMBER,
            "state": State.SUBMITTED,
            "series": day.year,
            "number": n,
            "received_on": day,
            "received_month": day.year * 100 + day.month,
        }
        return self.save(Matter(**usual | given))

    def author(self, matter: Matter, member: Member, **given: Any) -> Author:
        """A member who raised a matter."""
        usual: dict[str, Any] = {
            "matter_id": matter.id,
            "member_id": member.id,
            "role": AuthorRole.FIRST,
        }
        return self.save(Author(**usual | given))

    def account(self, **given: Any) -> Account:
        """An account that may sign in, with no role and no usable password."""
        n = next(self._number)
        usual: dict[str, Any] = {
            "username": f"user{n:03}",
            "name": f"用户{n:03}",
            "password_hash": "x",
            "must_change_password": False,
        }
        return self.save(Account(**usual | given))

    def actor(
        self, role: Role, scope: Table | None = None, committee: Committee | None = None
    ) -> Actor:
        """Somebody signed in with one role; its scope is made unless given."""
        home = committee or self.home()
        account = self.account(committee_id=home.id)
        scope = scope or self._scope(role, home)
        scope_id = scope.id  # type: ignore[attr-defined]
        columns = {
            ScopeKind.COMMITTEE: None,
            ScopeKind.SPECIAL_COMMITTEE: "special_committee_id",
            ScopeKind.STUDIO: "studio_id",
            ScopeKind.GROUP: "sector_group_id",
            ScopeKind.MEMBER: "member_id",
            ScopeKind.UNIT: "unit_id",
            ScopeKind.INFORMANT: "informant_id",
        }
        kind = SCOPE_OF_ROLE[role]
        grant = RoleGrant(
            account_id=account.id,
            role=role,
            scope_key=f"{kind.value}/{scope_id}",
            committee_id=getattr(scope, "committee_id", home.id)
            if kind is not ScopeKind.COMMITTEE
            else scope_id,
        )
        if column := columns[kind]:
            setattr(grant, column, scope_id)
        self.save(grant)
        return Actor(
            account_id=account.id,
            name=account.name,
            language=account.language,
            grants=(Grant(role, scope_id, grant.committee_id),),
        )

    def _scope(self, role: Role, home: Committee) -> Table:
        kind = SCOPE_OF_ROLE[role]
        if kind is ScopeKind.SPECIAL_COMMITTEE:
            return self.special_committee(committee_id=home.id)
        if kind is ScopeKind.STUDIO:
            return self.studio(committee_id=home.id)
        if kind is ScopeKind.GROUP:
            return self.group(committee_id=home.id)
        if kind is ScopeKind.UNIT:
            return self.unit(committee_id=home.id)
        if kind is ScopeKind.INFORMANT:
            return self.informant(committee_id=home.id)
        return self.member(committee_id=home.id) if kind is ScopeKind.MEMBER else home

    def _term(self) -> Term:
        self._usual_term = getattr(self, "_usual_term", None) or self.term()
        return self._usual_term

    def _of(self, given: dict[str, Any]) -> int:
        committee_id: int = given.get("committee_id") or self.home().id
        return committee_id
