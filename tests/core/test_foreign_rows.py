"""One's own row, with a row of another committee put into it: refused, whichever it is."""

from collections.abc import Callable, Sized
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from core.accounts.drafts import GrantDraft
from core.accounts.grants import grant
from core.activities import service as activities
from core.activities.attendance import set_attendance
from core.activities.catalogue import service as catalogue
from core.activities.catalogue.drafts import CategoryDraft
from core.activities.drafts import ActivityDraft, AttendanceDraft, Owner
from core.activities.models import OwnerKind
from core.activities.photos import detach
from core.committees import service as committees
from core.errors import DomainError
from core.funds import service as funds
from core.funds.drafts import ExpenseDraft
from core.groups import people
from core.groups import service as groups
from core.groups.carry_over import carry_over
from core.groups.drafts import ConvenerDraft
from core.handling import assigning, instructions
from core.handling.drafts import AssignDraft, Share
from core.handling.models import HandlingRole
from core.members import liaisons
from core.members import queries as members
from core.members import service as roster
from core.members.drafts import LiaisonDraft, MemberDraft
from core.permissions import Actor, Role
from core.studios import checks, evidence, receptions, team
from core.studios import service as studios
from core.studios.drafts import CheckDraft, StudioDraft
from core.studios.models import Verdict
from tests.core.asked import DAY, DRAFTS
from tests.core.houses import Ids, build, somebody
from tests.factories import Make

Try = Callable[[Session, Actor, Ids, Ids], Any]


def _activity(mine: Ids, **other: Any) -> ActivityDraft:
    draft: ActivityDraft = DRAFTS[ActivityDraft](mine)
    return replace(draft, **other)


# One's own row, with a row of the other committee put into it: (session, actor, mine, theirs).
MIXED: dict[str, Try] = {
    "a lead from elsewhere": lambda s, a, m, t: studios.edit(
        s, a, m["studio_id"], StudioDraft("示例", lead_id=t["member_id"]), version=1
    ),
    "a studio for a sector of elsewhere": lambda s, a, m, t: studios.edit(
        s, a, m["studio_id"], StudioDraft("示例", sector_id=t["sector_id"]), version=1
    ),
    "a studio in a township of elsewhere": lambda s, a, m, t: studios.register(
        s, a, m["committee_id"], StudioDraft("示例", township_id=t["township_id"])
    ),
    "a member of elsewhere in a studio": lambda s, a, m, t: team.assign(
        s, a, m["studio_id"], [t["member_id"]], DAY
    ),
    "a member of elsewhere on duty": lambda s, a, m, t: receptions.change_duty(
        s, a, m["reception_id"], t["member_id"]
    ),
    "an item of another's standard": lambda s, a, m, t: checks.save(
        s, a, m["studio_id"], [CheckDraft(t["item_id"], Verdict.MET)], DAY
    ),
    "another's file as evidence": lambda s, a, m, t: evidence.detach(
        s, a, m["check_id"], t["attachment_id"]
    ),
    "another's file of an activity": lambda s, a, m, t: detach(
        s, a, m["activity_id"], t["attachment_id"]
    ),
    "a category of elsewhere": lambda s, a, m, t: activities.record(
        s, a, _activity(m, category_id=t["category_id"])
    ),
    "an activity in a village of elsewhere": lambda s, a, m, t: activities.record(
        s, a, _activity(m, community_id=t["community_id"])
    ),
    "an activity of another's plenary session": lambda s, a, m, t: activities.edit(
        s, a, m["activity_id"], _activity(m, term_session_id=t["session_id"]), 1
    ),
    "an activity given to another's studio": lambda s, a, m, t: activities.edit(
        s, a, m["activity_id"], _activity(m, owner=Owner(OwnerKind.STUDIO, t["studio_id"])), 1
    ),
    "an activity given to another committee": lambda s, a, m, t: activities.edit(
        s, a, m["activity_id"], _activity(m, owner=Owner(OwnerKind.COMMITTEE, t["parent_id"])), 1
    ),
    "a member of elsewhere at an activity": lambda s, a, m, t: set_attendance(
        s, a, m["activity_id"], [AttendanceDraft(t["member_id"])], 1
    ),
    "a heading of another's catalogue": lambda s, a, m, t: catalogue.add(
        s, a, m["committee_id"], CategoryDraft("示例"), t["category_id"]
    ),
    "a member of another's sector": lambda s, a, m, t: roster.register(
        s, a, m["committee_id"], MemberDraft("委员", DAY, sector_id=t["sector_id"])
    ),
    "a member of another's special committee": lambda s, a, m, t: roster.edit(
        s, a, m["member_id"], MemberDraft("委员", DAY, special_committee_id=t["special_id"]), 1
    ),
    "a tie to a village of elsewhere": lambda s, a, m, t: liaisons.tie(
        s, a, m["member_id"], LiaisonDraft(t["community_id"], DAY)
    ),
    "a convener from elsewhere": lambda s, a, m, t: people.appoint(
        s, a, m["group_id"], ConvenerDraft(t["member_id"], DAY)
    ),
    "a member of elsewhere in a group": lambda s, a, m, t: people.add_member(
        s, a, m["group_id"], t["member_id"]
    ),
    "another's sector in a group": lambda s, a, m, t: groups.put_sectors(
        s, a, m["group_id"], [t["sector_id"]]
    ),
    "another's sector arranged": lambda s, a, m, t: groups.arrange(
        s, a, m["term_id"], {t["sector_id"]: m["group_id"]}, {}
    ),
    "a sector arranged into another's group": lambda s, a, m, t: groups.arrange(
        s, a, m["term_id"], {m["sector_id"]: t["group_id"]}, {}
    ),
    "groups carried over to another's term": lambda s, a, m, t: carry_over(
        s, a, m["from_term_id"], t["term_id"]
    ),
    "money spent on another's activity": lambda s, a, m, t: funds.record_expense(
        s, a, m["budget_id"], ExpenseDraft(t["activity_id"], DAY, "0.5", "示例")
    ),
    "a committee moved below another's": lambda s, a, m, t: committees.move(
        s, a, m["township_id"], t["committee_id"], 1
    ),
    "a matter given to another's unit": lambda s, a, m, t: assigning.reassign(
        s, a, m["assignment_id"], Share(t["unit_id"]), ""
    ),
    "a matter given on another's instruction": lambda s, a, m, t: assigning.add(
        s,
        a,
        m["handled_id"],
        AssignDraft((Share(m["unit_id"], HandlingRole.CO),), instruction_id=t["instruction_id"]),
        1,
    ),
    "another's scan of an instruction": lambda s, a, m, t: instructions.detach_scan(
        s, a, m["instruction_id"], t["scan_id"]
    ),
    "a role given elsewhere": lambda s, a, m, t: grant(
        s, a, m["account_id"], GrantDraft(Role.STUDIO_LEAD, t["studio_id"])
    ),
    "a roster narrowed to another's group": lambda s, a, m, t: members.listing(
        s, a, m["committee_id"], members.Filters(group_id=t["group_id"])
    ),
}


@pytest.mark.parametrize("what", MIXED)
def test_nothing_of_elsewhere_is_put_into_ones_own_rows(
    what: str, session: Session, make: Make
) -> None:
    here, there = build(session, make, make.home()), build(session, make, make.committee())
    actor = somebody(Role.ADMINISTRATOR, here)

    try:
        found = MIXED[what](session, actor, here.ids, there.ids)
    except DomainError as refusal:
        found = refusal

    assert isinstance(found, DomainError) or (isinstance(found, Sized) and len(found) == 0)
