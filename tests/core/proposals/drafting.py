"""Proposals for tests: typed, kept, and brought to a state."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from core import clock
from core.handling import assigning, replying
from core.handling.drafts import AssignDraft, ReplyDraft, Share
from core.handling.models import Result
from core.matters.models import Matter, Organisation
from core.matters.writing import MatterDraft
from core.members.models import Member
from core.permissions import Actor, Role
from core.proposals import review, service
from core.proposals.drafts import ProposalDraft
from core.proposals.models import Nature, Proposal
from tests.factories import Make


def typed(member: Member | None = None, nature: Nature = Nature.INDIVIDUAL, **given: Any) -> Any:
    """A proposal as typed; `given` are columns of its matter."""
    usual: dict[str, Any] = {
        "title": "关于完善示例制度的提案",
        "situation": "示例情况。",
        "analysis": "示例分析。",
        "suggestion": "示例建议。",
        "member_id": member.id if member else None,
    }
    if nature is Nature.COLLECTIVE:
        usual |= {"organisation": "示例专委会", "organisation_kind": Organisation.SPECIAL_COMMITTEE}
    return ProposalDraft(nature, MatterDraft(**usual | given))


def wall(day: int, hour: int = 18) -> datetime:
    """A moment in February 2026 on the committee's wall."""
    return clock.moment(datetime(2026, 2, day, hour))  # noqa: DTZ001  a wall has no zone


class House:
    """A committee with a plenary session, a clerk, and a member with an account."""

    def __init__(self, session: Session, make: Make) -> None:
        self.session, self.make = session, make
        self.of = make.home().id
        self.plenary = make.term_session()
        self.clerk = make.actor(Role.CLERK)
        self.member = make.member()
        self.author = make.actor(Role.MEMBER, self.member)

    def part(self, matter: Matter) -> Proposal:
        """What is kept of a proposal beside its matter, as the database has it."""
        self.session.flush()
        row = self.session.get_one(Proposal, matter.id)
        self.session.refresh(row)
        return row

    def written(self, **given: Any) -> Matter:
        """A draft of the member."""
        return service.write(self.session, self.author, self.of, typed(self.member, **given))

    def submitted(self, **given: Any) -> Matter:
        """A proposal that the member handed in."""
        return service.submit(self.session, self.author, self.written(**given).id)

    def registered(self, **given: Any) -> Matter:
        """A proposal that was let in."""
        return review.register(self.session, self.clerk, self.submitted(**given).id)

    def co_signer(self) -> tuple[Member, Actor]:
        """Another member with an account."""
        member = self.make.member()
        return member, self.make.actor(Role.MEMBER, member)

    def co_signed(self, *members: Member) -> Matter:
        """A draft that some members are to sign too."""
        ids = tuple(one.id for one in members)
        draft = typed(self.member, Nature.CO_SIGNED, co_signers=ids)
        return service.write(self.session, self.author, self.of, draft)

    def replied(self, result: Result = Result.A, **given: Any) -> Matter:
        """A proposal that one unit answered."""
        matter = self.registered(**given)
        share = Share(self.make.unit().id)
        rows = assigning.assign(
            self.session, self.clerk, matter.id, AssignDraft((share,)), matter.version
        )
        draft = ReplyDraft(result, "示例答复。")
        replying.record(self.session, self.clerk, rows[0].id, draft)
        return matter
