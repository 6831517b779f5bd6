"""What a house that has just been opened needs first, each step with the way to its screen."""

from dataclasses import dataclass

import streamlit as st

from core.activities.catalogue import queries as catalogue
from core.committees import queries as committees
from core.members import queries as members
from core.permissions import Actor, Permission
from db.session import Session
from pages._ui.edge import reading
from pages._ui.words import _

NEEDED = (
    Permission.COMMITTEE_WRITE,
    Permission.COMMITTEE_READ,
    Permission.ACTIVITY_READ,
    Permission.MEMBER_READ,
)
COMMITTEES = "pages/office/committees.py"
CATALOGUE = "pages/office/catalogue.py"
MEMBERS = "pages/work/members.py"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up, and whether it stands."""

    label: str
    screen: str
    done: bool


def show(actor: Actor) -> None:
    """The first steps, in their order, until each is done; nothing for who may not take them."""
    if not all(actor.may(one) for one in NEEDED):
        return
    with reading() as session:
        steps = _steps(session, actor)
    if all(step.done for step in steps):
        return
    with st.container(border=True, gap="xsmall"):
        st.subheader(_("Begin here"), anchor=False)
        st.caption(_("Studios, activities and groups build on these four. Take them in order."))
        for step in steps:
            icon = ":material/check_circle:" if step.done else ":material/radio_button_unchecked:"
            st.page_link(step.screen, label=step.label, icon=icon)


def _steps(session: Session, actor: Actor) -> list[Step]:
    reached = committees.options(session, actor, Permission.COMMITTEE_WRITE)
    if not reached:
        return []
    own = reached[0].id
    terms = committees.terms(session, actor, own)
    sectors = terms and committees.sectors(session, actor, terms[0].id)
    return [
        Step(_("Add the present term"), COMMITTEES, bool(terms)),
        Step(_("Choose the sectors of the term"), COMMITTEES, bool(sectors)),
        Step(
            _("Adopt the activity catalogue"), CATALOGUE, bool(catalogue.tree(session, actor, own))
        ),
        Step(_("Enter the members"), MEMBERS, members.total(session, actor, own) > 0),
    ]
