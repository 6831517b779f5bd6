"""An office that assesses its members for a year: a book, three members, what they did."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.activities.models import Presence
from core.assessment import assessments, keeping
from core.assessment.drafts import OpeningDraft, WindowDraft
from core.assessment.models import Assessment, BookState, RuleBook
from core.members.models import Member
from core.notices.models import Notice, NoticeKind
from core.permissions import Actor, Role
from tests.factories import Make

BOOK = """
format = 1
name = "示例履职考核办法"
scores = "members"
base = 60
cap = 100
[pro_rata]
by = "month"
[[section]]
key = "meetings"
name = "会议"
cap = 20
[[section.item]]
key = "present"
name = "出席活动"
counts = "attendance"
where = { presence = "present" }
points = 4.5
[[section.item]]
key = "absent"
name = "缺席"
counts = "attendance"
where = { presence = "absent" }
points = -5
[[section.item]]
key = "months"
name = "每月参加"
counts = "attendance"
where = { presence = "present" }
unit = "month"
points = 1
[[section.item]]
key = "rate"
name = "出席率"
counts = "attendance"
where = { presence = "present" }
out_of = {}
steps = [ { from = 66.67, points = 2 } ]
[[section]]
key = "voice"
name = "建言"
[[section.item]]
key = "opinion"
name = "信息"
counts = "opinion"
cases = [ { when = { role = "first" }, points = 4 }, { when = { role = "co_signer" }, points = 1 } ]
at_most = 2
[[section.item]]
key = "notebook"
name = "履职手册"
entered = true
points = 3
[[grade]]
key = "good"
name = "优秀"
from = 75
[[grade]]
key = "fit"
name = "称职"
[[approval]]
key = "recorder"
name = "记录人核对"
name_en = "Check by the recorder"
role = "clerk"
[[approval]]
key = "chair"
name = "主席会议审定"
name_en = "Chair's meeting"
role = "chair_office"
"""
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@dataclass
class Year:
    """An office at work on its year."""

    session: Session
    make: Make
    clerk: Actor
    chair: Actor
    members: list[Member] = field(default_factory=list)

    def book(self, text: str = BOOK, **given: Any) -> RuleBook:
        """An adopted book, or as given."""
        read = keeping.book_of(text)
        usual: dict[str, Any] = {
            "committee_id": self.make.home().id,
            "code": f"example_{len(self.session.exec(select(RuleBook)).all())}",
            "name": read.name,
            "scores": read.scores,
            "text": text,
            "sha256": "0" * 64,
            "state": BookState.ADOPTED,
        }
        return self.make.save(RuleBook(**usual | given))

    def opened(self, text: str = BOOK) -> Assessment:
        """The year's assessment, under way."""
        return assessments.open_assessment(
            self.session, self.clerk, self.make.home().id, OpeningDraft(self.book(text).id, 2026)
        )

    def in_review(self, *, over: bool = False, text: str = BOOK) -> Assessment:
        """The same in review, with its window open, or over."""
        row = assessments.begin_review(self.session, self.clerk, self.opened(text).id, window(), 1)
        if over:
            row.objections_until = clock.today() - timedelta(days=1)
            row.objections_from = row.objections_until
            self.make.save(row)
        return row

    def attended(self, who: int, month: int, presence: Presence = Presence.PRESENT) -> None:
        """A member was, or was not, at an activity of a month."""
        activity = self.make.activity(held_on=date(2026, month, 5))
        self.make.attendance(activity, self.members[who], presence=presence)
        keeping.settle(self.session)

    def member(self, who: int) -> Actor:
        """A member signed in."""
        return self.make.actor(Role.MEMBER, self.members[who])

    def told(self, kind: NoticeKind) -> set[int]:
        """The accounts that were told something of a kind."""
        asked = select(Notice.account_id).where(col(Notice.kind) == kind)
        return set(self.session.exec(asked))


def window(days: int = 7) -> WindowDraft:
    """From today on, so many days."""
    today = clock.today()
    return WindowDraft(today, today + timedelta(days=days - 1))
