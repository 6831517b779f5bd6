"""Files that show how a studio meets an item."""

from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import Session

from core.errors import NotFound, NotPermitted
from core.permissions import Actor, Permission, Role, lacking
from core.studios import checked, checks, evidence, sheets, standards
from core.studios.drafts import CheckDraft
from core.studios.models import Studio, StudioState, Verdict
from tests.core.studios.conftest import TODAY, Trail
from tests.factories import Make


def photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (8, 8), "red").save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def studio(make: Make) -> Studio:
    return make.studio()


@pytest.fixture
def check_id(session: Session, studio: Studio, make: Make, clerk: Actor) -> int:
    standards.adopt(session, clerk, studio.committee_id, "five_haves")
    item = sheets.sheets(session, clerk, studio.id)[0].items[0]
    checks.save(session, clerk, studio.id, [CheckDraft(item.item_id, Verdict.MET)], TODAY)
    found = sheets.sheets(session, clerk, studio.id)[0].items[0].check_id
    assert found
    return found


def test_a_photo_is_added_binned_and_brought_back(
    session: Session, studio: Studio, check_id: int, clerk: Actor, actions: Trail
) -> None:
    added = evidence.attach(session, clerk, check_id, "阵地.png", photo())

    [shown] = evidence.of(session, clerk, studio.id)
    evidence.detach(session, clerk, check_id, added.id)

    assert (shown.owner_id, shown.is_photo) == (check_id, True)
    assert evidence.of(session, clerk, studio.id) == []
    assert evidence.of(session, clerk, studio.id, binned=True) == [shown]
    evidence.bring_back(session, clerk, check_id, added.id)
    assert evidence.of(session, clerk, studio.id) == [shown]
    told = ["attachment:added", "attachment:binned", "attachment:restored"]
    assert actions()[-3:] == told


def test_files_of_others_are_not_found(
    session: Session, make: Make, studio: Studio, check_id: int
) -> None:
    other = make.actor(Role.CLERK, scope=make.committee())

    with pytest.raises(NotFound):
        evidence.attach(session, other, check_id, "a.png", photo())
    with pytest.raises(NotFound):
        evidence.detach(session, other, check_id, 1)
    with pytest.raises(NotFound):
        evidence.bring_back(session, other, check_id, 1)
    with pytest.raises(NotFound):
        checked.find_check(session, other, check_id)
    with pytest.raises(NotFound):
        evidence.attach(session, other, 0, "a.png", photo())
    assert evidence.of(session, other, studio.id) == []


@pytest.mark.parametrize("role", lacking(Permission.STUDIO_WRITE))
def test_adding_is_for_those_who_write(
    role: Role, session: Session, make: Make, check_id: int
) -> None:
    with pytest.raises(NotPermitted):
        evidence.attach(session, make.actor(role), check_id, "a.png", photo())
    for change in (evidence.detach, evidence.bring_back):
        with pytest.raises(NotPermitted):
            change(session, make.actor(role), check_id, 1)


def test_who_reads_the_studio_sees_its_files(
    session: Session, make: Make, studio: Studio, check_id: int
) -> None:
    lead = make.actor(Role.STUDIO_LEAD, scope=studio)

    assert checked.find_check(session, lead, check_id).studio_id == studio.id
    studio.state = StudioState.SUSPENDED
    assert evidence.attach(session, lead, check_id, "a.png", photo()).id
