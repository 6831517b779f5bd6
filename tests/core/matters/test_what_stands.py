"""What stands in a matter may stay, though it was put into the bin or left since."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.activities.models import Activity
from core.errors import RuleBroken
from core.groups.models import SectorGroup
from core.informants.models import Informant
from core.matters import writing
from core.matters.models import Matter, MatterKind, Organisation, Source, Submitter
from core.matters.writing import MatterDraft
from core.members.models import Member
from core.permissions import Role
from core.proposals import review
from tests.core.proposals.drafting import House
from tests.factories import Make

OPINION = MatterKind.OPINION
Row = Activity | Informant | Member | SectorGroup


def binned(session: Session, row: Row) -> None:
    row.binned_at = clock.now()
    session.flush()


def left(session: Session, row: Member) -> None:
    """Who left before the day of the matter: it was written into the register later."""
    row.left_on = clock.today() - timedelta(days=30)
    session.flush()


def ended(session: Session, row: Informant) -> None:
    row.ends_on = clock.today() - timedelta(days=30)
    session.flush()


def of_activity(row: Activity) -> dict[str, Any]:
    return {"source": Source.ACTIVITY, "activity_id": row.id}


def of_informant(row: Informant) -> dict[str, Any]:
    return {"submitter": Submitter.INFORMANT, "informant_id": row.id, "member_id": None}


def of_group(row: SectorGroup) -> dict[str, Any]:
    return {
        "submitter": Submitter.ORGANISATION,
        "organisation_kind": Organisation.GROUP,
        "raising_group_id": row.id,
    }


def of_member(row: Member) -> dict[str, Any]:
    return {"member_id": row.id}


def of_co_signer(row: Member) -> dict[str, Any]:
    return {"co_signers": (row.id,)}


@pytest.mark.parametrize(
    ("kind", "naming", "gone"),
    [
        ("activity", of_activity, binned),
        ("informant", of_informant, binned),
        ("informant", of_informant, ended),
        ("group", of_group, binned),
        ("member", of_member, binned),
        ("member", of_member, left),
        ("member", of_co_signer, binned),
    ],
)
class TestWhatIsGone:
    def test_stays_in_a_matter_that_is_edited(
        self, session: Session, make: Make, kind: str, naming: Callable[..., Any], gone: Any
    ) -> None:
        row, typed = getattr(make, kind)(), {"member_id": make.member().id}
        typed |= naming(row)
        matter = self._written(session, make, typed)
        gone(session, row)

        self._edit(session, make, matter, typed)

        assert matter.title == "新的题目"

    def test_is_no_choice_for_a_matter_that_had_another(
        self, session: Session, make: Make, kind: str, naming: Callable[..., Any], gone: Any
    ) -> None:
        before, row = getattr(make, kind)(), getattr(make, kind)()
        usual = {"member_id": make.member().id}
        matter = self._written(session, make, usual | naming(before))
        gone(session, row)

        with pytest.raises(RuleBroken):
            self._edit(session, make, matter, usual | naming(row))

    def _written(self, session: Session, make: Make, typed: dict[str, Any]) -> Matter:
        draft = MatterDraft("关于示例的建议", suggestion="示例建议。", **typed)
        return writing.write(session, make.actor(Role.CLERK), draft, make.home().id, OPINION)

    def _edit(self, session: Session, make: Make, matter: Matter, typed: dict[str, Any]) -> None:
        draft = MatterDraft("新的题目", suggestion="示例建议。", **typed)
        writing.edit(session, make.actor(Role.CLERK), matter, draft, matter.version)


@pytest.mark.parametrize("what", ["activity", "member"])
def test_a_proposal_is_converted_with_what_is_in_the_bin_by_now(
    session: Session, make: Make, what: str
) -> None:
    house, activity = House(session, make), make.activity()
    proposal = house.submitted(**of_activity(activity))
    binned(session, activity if what == "activity" else house.member)

    item = review.convert(session, house.clerk, proposal.id)

    assert (item.kind, item.activity_id) == (OPINION, activity.id)
