"""Every screen of the house, and what one comes to from there: what to look at, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page, expect
from sqlmodel import col, func, select

from core.activities.models import Attendance
from core.assessment.models import Assessment
from core.box.models import BoxEntry
from core.commendations.models import Commendation
from core.committees.models import Committee, CommitteeTree, Sector, SpecialCommittee
from core.contributions.models import Contribution
from core.funds.models import Budget
from core.groups.models import SectorGroup
from core.handling.models import Assignment
from core.i18n import translate
from core.informants.models import Informant
from core.matters.models import Matter, MatterKind
from core.members.models import Member
from core.publicity.models import PressReport
from core.reports.levels.spots import Level as BoardLevel
from core.studios.models import Studio, StudioCheck
from db.base import Table
from db.session import reading
from pages._ui.menu import CHANGE_PASSWORD
from pages._ui.screens import SCREENS
from tests.browser.windows import settled

SHOWN = ("shangzhou", 2022)
_LEVELS: dict[BoardLevel, type[Table]] = {
    BoardLevel.SPECIAL_COMMITTEE: SpecialCommittee,
    BoardLevel.SECTOR: Sector,
    BoardLevel.GROUP: SectorGroup,
    BoardLevel.STUDIO: Studio,
    BoardLevel.MEMBER: Member,
}
_TITLES = {screen.path: screen.title for screen in SCREENS} | {"password": CHANGE_PASSWORD}
SETUP, SIGN_IN = "setup", "sign-in"


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen as it is shown: its address, and what is opened on it."""

    name: str
    address: str
    press: str = ""  # the English label of what is opened first
    whole: bool = True  # however far it scrolls; else what is in sight at first


def screens() -> Iterator[Shot]:
    """Each registered screen, and what one comes to from there."""
    ids = _Ids()
    here = f"c={ids.committee}"
    year = f"{here}&y={SHOWN[1]}"
    assessed = ids.first(Assessment)
    lists = {
        "mine": f"{here}&a={assessed}",
        "claims": f"{here}&a={assessed}",
        "live": f"{here}&p={SHOWN[1]}",
        "voices": f"{here}&p={SHOWN[1]}",
        "compare": f"{here}&p={SHOWN[1]}",
        "map": f"{here}&p={SHOWN[1]}",
        "crossed": f"{here}&p={SHOWN[1]}",
        "handling": f"{here}&pile=replied",
        "informants": f"c={ids.home_of(Informant)}",
        "publicity": f"{here}&year={SHOWN[1]}",
        "contributions": f"{here}&year={SHOWN[1]}",
        "plans": f"{year}&kind=group",
        "funds": f"c={ids.budget[1]}&y={ids.budget[2]}",
        "activities": f"{here}&year={SHOWN[1]}",
        "trial": f"{here}&p={SHOWN[1]}&a=preset.five_colours&b=preset.minhang",
    }
    for screen in SCREENS:
        yield Shot(screen.path, f"{screen.path}?{lists.get(screen.path, here)}")
    yield Shot("live-first-look", f"live?{lists['live']}", whole=False)
    yield Shot("live-into", f"live?{lists['live']}&into=group", whole=False)
    for level, table in _LEVELS.items():
        yield Shot(f"live-{level.value}", f"live?at={level.value}.{ids.first(table)}&p={SHOWN[1]}")
    yield Shot("crossed-chosen", f"crossed?{lists['crossed']}&month={SHOWN[1]}03", whole=False)
    yield Shot("voices-first-look", f"voices?{lists['voices']}", whole=False)
    yield Shot("assessment-first-look", f"assessment?{here}", whole=False)
    yield Shot("assessment-list", f"assessment?{here}&view=list", whole=False)
    yield Shot("assessment-what-if", f"assessment?{here}&view=what_if")
    yield Shot("studios-record", f"studios?id={ids.first(Studio)}")
    yield Shot("studios-standards", f"studios?id={ids.judged()}", "Standards")
    yield Shot("studios-form", f"studios?{here}", "Register a studio")
    yield Shot("activities-record", f"activities?id={ids.activity()}")
    yield Shot("activities-attendance", f"activities?id={ids.activity()}", "Attendance")
    yield Shot("activities-form", "activities?new=1")
    yield Shot("activities-calendar", f"activities?{here}&view=month&month={SHOWN[1]}05")
    yield Shot("groups-record", f"groups?id={ids.first(SectorGroup)}")
    yield Shot("groups-compose", f"groups?{here}", "Compose")
    yield Shot("members-record", f"members?id={ids.first(Member)}")
    yield Shot("members-form", f"members?{here}", "Register a member")
    yield Shot("members-liaison", f"members?{here}", "Liaison coverage")
    yield Shot("year-record", f"year?id={assessed}")
    yield Shot("year-objections", f"year?id={assessed}", "Objections")
    yield Shot("year-approval", f"year?id={assessed}", "Approval")
    yield Shot("mine-record", f"mine?{here}&a={assessed}&id={ids.first(Member)}")
    yield Shot("plans-record", f"plans?kind=group&id={ids.first(SectorGroup)}&y={SHOWN[1]}")
    yield Shot("funds-record", f"funds?id={ids.budget[0]}")
    yield Shot("commendations-record", f"commendations?id={ids.first(Commendation)}")
    yield Shot("committees-sectors", f"committees?{here}", "Sectors")
    yield Shot("walls-form", f"walls?{here}", "Add a wall")
    yield Shot("accounts-form", "accounts", "Create an account")
    yield Shot("books-form", f"books?{here}", "Begin a rule book")
    yield Shot("password", "password")
    yield from _voices(ids, here)


def _voices(ids: "_Ids", here: str) -> Iterator[Shot]:
    """From a voice to a reply: the records of the screens of voices, and their forms."""
    opinion, proposal = ids.matter(MatterKind.OPINION), ids.matter(MatterKind.PROPOSAL)
    yield Shot("opinions-record", f"opinions?id={opinion}")
    yield Shot("opinions-history", f"opinions?id={opinion}", "History")
    yield Shot("opinions-adoption", f"opinions?id={opinion}", "Adoption")
    yield Shot("opinions-handling", f"opinions?id={opinion}", "Instructions and handling")
    yield Shot("opinions-papers", f"opinions?id={opinion}", "Papers", whole=False)
    yield Shot("opinions-form", f"opinions?{here}&new=1")
    yield Shot("proposals-record", f"proposals?id={proposal}")
    yield Shot("proposals-handling", f"proposals?id={proposal}", "Handling")
    yield Shot("proposals-form", f"proposals?{here}&new=1")
    yield Shot("handling-record", f"handling?id={ids.first(Assignment)}")
    yield Shot("handling-units", f"handling?{here}", "By unit")
    yield Shot("units-norms", f"units?{here}", "Time to answer")
    yield Shot("units-calendar", f"units?{here}", "Calendar")
    yield Shot("papers-fields", f"papers?{here}", "Fields")
    yield Shot("papers-own", f"papers?{here}&kind=assignment_letter", "Own template")
    yield Shot("flow-categories", f"flow?{here}", "Categories")
    yield Shot("box-record", f"box?id={ids.first(BoxEntry)}")
    yield Shot("box-boxes", f"box?{here}", "Boxes of studios")
    yield Shot("box-notice", f"box?{here}", "Notice of purpose")
    yield Shot("informants-record", f"informants?id={ids.first(Informant)}")
    yield Shot("publicity-record", f"publicity?id={ids.first(PressReport)}")
    yield Shot("contributions-record", f"contributions?id={ids.first(Contribution)}")


def open_shot(page: Page, shot: Shot, language: str) -> None:
    """Open on a page what a shot shows."""
    if shot.address:  # before somebody is in, there is one screen and no title of it
        expect(page).to_have_title(translate(_TITLES[shot.address.partition("?")[0]], language))
    page.locator("[data-testid=stMain] :is(h1, h2, h3, form)").first.wait_for()
    if not shot.press:
        return
    label = translate(shot.press, language)
    openers = page.locator(
        "[data-testid=stMain] :is(summary, [role=tab], [data-testid=stPopover] button)"
    )
    openers.filter(has_text=label).first.click()
    settled(page)


class _Ids:
    """The records of the committee shown that stand for their kind."""

    def __init__(self) -> None:
        with reading() as session:
            found = select(Committee.id).where(Committee.code == SHOWN[0])
            self.committee = session.exec(found).one()
            spent = select(Budget.id, Budget.committee_id, Budget.year).order_by(col(Budget.id))
            self.budget = session.exec(spent.limit(1)).one()

    def first(self, table: type[Table]) -> int:
        """The first record of a kind, wherever the committee has none."""
        own = table.committee_id == self.committee  # type: ignore[attr-defined]  # all have it
        with reading() as session:
            rows = select(table.id).order_by(own.desc(), table.id)  # type: ignore[attr-defined]
            return int(session.exec(rows.limit(1)).one())

    def home_of(self, table: type[Table]) -> int:
        """The nearest committee that all records of a kind lie below."""
        with reading() as session:
            counted = (
                select(CommitteeTree.ancestor_id)
                .join(table, CommitteeTree.descendant_id == table.committee_id)  # type: ignore[attr-defined]  # all have it
                .group_by(col(CommitteeTree.ancestor_id))
                .order_by(func.count().desc(), func.max(CommitteeTree.depth))
            )
            return int(session.exec(counted.limit(1)).one())

    def matter(self, kind: MatterKind) -> int:
        """The matter that went on furthest, of the committee if one of its did."""
        with reading() as session:
            rows = (
                select(Matter.id)
                .where(Matter.kind == kind)
                .order_by(
                    col(Matter.replied_on).is_(None),
                    (col(Matter.committee_id) == self.committee).desc(),
                    col(Matter.id),
                )
            )
            return session.exec(rows.limit(1)).one()

    def judged(self) -> int:
        """A studio of a kind that has a standard."""
        with reading() as session:
            rows = (
                select(StudioCheck.studio_id)
                .join(Studio, col(Studio.id) == col(StudioCheck.studio_id))
                .order_by((col(Studio.committee_id) == self.committee).desc(), col(StudioCheck.id))
            )
            return session.exec(rows.limit(1)).one()

    def activity(self) -> int:
        """The activity that most were called to."""
        with reading() as session:
            rows = (
                select(Attendance.activity_id)
                .where(col(Attendance.committee_id) == self.committee)
                .group_by(col(Attendance.activity_id))
                .order_by(func.count().desc(), col(Attendance.activity_id))
            )
            return int(session.exec(rows.limit(1)).one())
