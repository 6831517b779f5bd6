"""A house with the example committees and an administrator, to be looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext
from sqlmodel import Session, col, select

from core import clock
from core.accounts import setup
from core.accounts.drafts import GrantDraft
from core.accounts.grants import add_grant
from core.accounts.models import Account
from core.assessment import assessments, keeping, objections
from core.assessment.drafts import ObjectionDraft, WindowDraft
from core.assessment.models import Assessment
from core.box import boxes, entries
from core.box.drafts import EntryDraft, Sender
from core.committees.models import Committee
from core.opening import service as opening
from core.opening.service import HouseDraft
from core.permissions import Actor, Grant, Role
from core.studios.models import Studio, StudioState
from core.transfer import examples
from db.session import transaction
from tests.browser import people
from tests.databases import migrate, used_by_the_app

PASSWORD = "Bridge-2026-hearts"
BOX_AT = "shangzhou"  # the examples have no box: citizens' words are nobody's to make up but here
OBJECTED = "五月的视察活动我全程参加，考勤表记为请假，请核对。"
HEARD = ("示例路口没有红绿灯，放学时车多人多，请装一个。", "示例公园的健身器材坏了，请尽快修好。")


@dataclass(frozen=True, slots=True)
class ExampleHouse:
    """The data folder that a server is to serve."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """What tells a server to serve this house."""
        return {
            "LIANXIN_DATA_DIR": str(self.folder),
            "LIANXIN_DATABASE_URL": f"sqlite:///{self.folder / 'lianxin.db'}",
        }

    def open_door(self) -> None:
        """Make the administrator, who may read the trail too; until then setup is shown."""
        with transaction() as session:
            setup.issue_code(session)
            draft = HouseDraft(examples.TOP, "guanliyuan", "管理员001", PASSWORD)
            account = opening.open_house(session, draft)
            committee_id = account.committee_id or 0
            add_grant(session, None, account, GrantDraft(Role.AUDITOR, committee_id))
            grant = Grant(Role.ADMINISTRATOR, committee_id, committee_id)
            admin = Actor(account.id, account.name, account.language, (grant,))
            _hear(session, admin)
            _assess(session, admin)

    def let_in(self, context: BrowserContext, base: str, language: str) -> None:
        """Let the administrator in, to read one language from now on."""
        with transaction() as session:
            account = session.exec(select(Account).order_by(col(Account.id))).one()
            account.language = language
            account_id = account.id
        people.let_in(context, base, account_id)


def _hear(session: Session, admin: Actor) -> None:
    """Open the box of a studio, and put in what citizens may write."""
    asked = (
        select(Studio.id)
        .join(Committee, col(Committee.id) == col(Studio.committee_id))
        .where(Committee.code == BOX_AT, Studio.state == StudioState.OPENED)
        .order_by(col(Studio.id))
    )
    box = boxes.open_box(session, admin, session.exec(asked.limit(1)).one())
    notice_id = entries.open_at(session, box.code).notice.id
    for number, words in enumerate(HEARD):
        sender = Sender(f"192.0.2.{number}", f"example-{number}")
        entries.submit(session, box.code, EntryDraft(words, True, notice_id), sender)


@contextmanager
def example_house(folder: Path) -> Iterator[ExampleHouse]:
    """The house, used by the app of this process while the block runs."""
    url = f"sqlite:///{folder / 'lianxin.db'}"
    migrate(url)
    with used_by_the_app(url, folder):
        with transaction() as session:
            examples.load_demo(session)
        yield ExampleHouse(folder)


def _assess(session: Session, admin: Actor) -> None:
    """Put the example's assessment up for review, with a word against a score."""
    row = session.exec(select(Assessment).order_by(col(Assessment.id)).limit(1)).one()
    today = clock.today()
    days = WindowDraft(today, today + timedelta(days=6))
    assessments.begin_review(session, admin, row.id, days, row.version)
    first = keeping.read(session, row.id)[0]
    said = ObjectionDraft(first.subject_id, next(iter(first.items)), OBJECTED)
    objections.raise_objection(session, admin, row.id, said)
