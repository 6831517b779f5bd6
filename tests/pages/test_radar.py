"""What was raised before is seen where somebody types, and beside the step that decides."""

import pytest
from sqlmodel import Session

from core import clock
from core.matters import likeness, steps
from core.matters.models import Matter, MatterKind, State, Verb
from core.permissions import Role
from core.proposals.models import Nature, Proposal
from tests.core.opinions.conftest import draft
from tests.factories import Make
from tests.pages.conftest import OpenScreen

SCREENS = {MatterKind.OPINION: "work/opinions", MatterKind.PROPOSAL: "work/proposals"}
TITLE = "关于解决老旧小区停车难的建议"
DECIDES = {MatterKind.OPINION: Verb.SCREEN, MatterKind.PROPOSAL: Verb.REGISTER}


def raised(session: Session, make: Make, kind: MatterKind, title: str) -> Matter:
    row = make.matter(kind=kind, title=title, state=State.SUBMITTED, received_on=clock.today())
    if kind is MatterKind.PROPOSAL:
        plenary = make.term_session()
        make.save(Proposal(matter_id=row.id, term_session_id=plenary.id, nature=Nature.INDIVIDUAL))
    likeness.keep(session, row)
    session.commit()
    return row


@pytest.mark.parametrize("kind", MatterKind)
def test_who_decides_sees_what_was_raised_before(
    open_screen: OpenScreen, session: Session, make: Make, kind: MatterKind
) -> None:
    raised(session, make, MatterKind.OPINION, TITLE)
    row = raised(session, make, kind, "关于老旧小区停车难的建议")
    clerk = make.actor(Role.CLERK)

    at = open_screen(clerk, SCREENS[kind], id=str(row.id))

    assert not at.exception
    assert "相似事项" in [one.label for one in at.expander]
    assert "相似 " in at.words

    steps.move(session, clerk, row, DECIDES[kind])
    session.commit()
    decided = open_screen(clerk, SCREENS[kind], id=str(row.id))

    assert "相似事项" not in [one.label for one in decided.expander]


def test_who_types_an_item_sees_what_was_raised_before(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    raised(session, make, MatterKind.OPINION, TITLE)
    at = open_screen(make.actor(Role.CLERK), SCREENS[MatterKind.OPINION], new="1")
    typed = draft(make, title="老旧小区停车难")

    next(box for box in at.text_input if box.label == "标题").set_value(typed.title).run()

    assert not at.exception
    assert "相似 " in at.words
