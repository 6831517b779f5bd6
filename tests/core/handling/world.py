"""A committee's office, two units with accounts, and matters that can be given to them."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, col, select

from core.audit.models import AuditEntry
from core.handling import assigning
from core.handling.drafts import AssignDraft, ReplyDraft, Share
from core.handling.models import Assignment, HandlingRole, HandlingUnit, Result
from core.matters.models import Matter, MatterKind, State
from core.notices.models import Notice, NoticeKind
from core.permissions import Actor, Role
from tests.factories import DAY, Make

MORNING = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in Shanghai
ANSWER = ReplyDraft(Result.A, "已经办好。")


@dataclass
class World:
    """The office, the units and their accounts."""

    session: Session
    make: Make
    clerk: Actor
    member: Actor
    lead: HandlingUnit
    co: HandlingUnit
    at_lead: Actor
    at_co: Actor

    def opinion(self, state: State = State.SIGNED) -> Matter:
        """A signed opinion item by the member."""
        return self._matter(MatterKind.OPINION, state)

    def proposal(self, state: State = State.REGISTERED) -> Matter:
        """A registered proposal by the member."""
        return self._matter(MatterKind.PROPOSAL, state)

    def both(self) -> AssignDraft:
        """Both units, each with its part."""
        return AssignDraft((Share(self.lead.id), Share(self.co.id, HandlingRole.CO)), "请办理。")

    def assigned(self, matter: Matter | None = None) -> tuple[Matter, Assignment, Assignment]:
        """A matter that both units have: the matter, the lead's part and the other's."""
        matter = matter or self.proposal()
        lead, co = assigning.assign(
            self.session, self.clerk, matter.id, self.both(), matter.version
        )
        return matter, lead, co

    def alone(self, matter: Matter | None = None) -> tuple[Matter, Assignment]:
        """A matter that the lead has by itself."""
        matter = matter or self.proposal()
        draft = AssignDraft((Share(self.lead.id),))
        return matter, assigning.assign(self.session, self.clerk, matter.id, draft, matter.version)[
            0
        ]

    def told(self, actor: Actor, *kinds: NoticeKind) -> list[Notice]:
        """What an account was told of some kinds, in order."""
        self.session.flush()
        asked = select(Notice).where(
            Notice.account_id == actor.account_id, col(Notice.kind).in_(kinds)
        )
        return list(self.session.exec(asked.order_by(col(Notice.id))))

    def trail(self) -> list[str]:
        """The actions in the trail."""
        return list(self.session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))))

    def _matter(self, kind: MatterKind, state: State) -> Matter:
        matter = self.make.matter(kind=kind, state=state, received_on=DAY)
        member = self.make.member()
        self.make.author(matter, member)
        self.member = self.make.actor(Role.MEMBER, member)
        return matter


@pytest.fixture
def world(session: Session, make: Make) -> World:
    """The office and its units."""
    lead, co = make.unit(), make.unit()
    return World(
        session,
        make,
        make.actor(Role.CLERK),
        make.actor(Role.CLERK),
        lead,
        co,
        make.actor(Role.HANDLING_UNIT, lead),
        make.actor(Role.HANDLING_UNIT, co),
    )
