"""Walls of meeting rooms: who makes them, how a screen is paired, and what its key is good for."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from core import clock
from core.accounts import grants
from core.accounts.drafts import GrantDraft
from core.audit.models import AuditEntry
from core.committees import trail
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import GRANTED, Actor, Permission, Role, lacking
from core.walls import codes, service
from core.walls.models import Wall
from core.walls.service import WallDraft
from tests.factories import Make

DRAFT = WallDraft("示例会议室", ("figures", "work/months"))


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def made(session: Session, actor: Actor, draft: WallDraft = DRAFT) -> tuple[Wall, str]:
    return service.make(session, actor, actor.grants[0].committee_id, draft)


def actions(session: Session) -> list[str]:
    told = select(AuditEntry.action).where(AuditEntry.subject_kind == "wall")
    return list(session.exec(told.order_by(AuditEntry.id)))  # type: ignore[arg-type]  # a column


@pytest.mark.parametrize("role", lacking(Permission.WALL_WRITE))
def test_who_may_not_makes_no_wall(session: Session, make: Make, role: Role) -> None:
    with pytest.raises(NotPermitted):
        made(session, make.actor(role))


def test_a_wall_of_another_committee_is_not_found(
    session: Session, make: Make, actor: Actor
) -> None:
    other = make.committee(code="other")
    theirs = make.save(Wall(committee_id=other.id, name="别处", slides="figures"))

    with pytest.raises(NotFound):
        service.make(session, actor, other.id, DRAFT)
    for refused in (service.renew, service.revoke):
        with pytest.raises(NotFound):
            refused(session, actor, theirs.id)


def test_a_code_gives_a_key_once(session: Session, actor: Actor) -> None:
    _row, code = made(session, actor)

    key = service.pair(session, code)

    assert service.visit(session, key)
    with pytest.raises(RuleBroken, match="not known or too old"):
        service.pair(session, code)


def test_neither_code_nor_key_stands_in_the_database(session: Session, actor: Actor) -> None:
    row, code = made(session, actor)
    first = dict(row)
    key = service.pair(session, code)

    for kept in (first, dict(row)):
        assert code.replace("-", "") not in str(kept)
        assert key not in str(kept)
    told = session.exec(select(AuditEntry.after)).all()
    assert not any(code in one or key in one for one in told)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}。"])
def test_a_code_counts_however_it_is_typed(session: Session, actor: Actor, typed: str) -> None:
    _row, code = made(session, actor)

    assert service.pair(session, typed.format(code.lower().replace("-", " ").replace("0", "o")))


@pytest.mark.parametrize("typed", ["", "-", "A" * 12, "汉" * 12, "x" * 5000])
def test_what_is_no_code_pairs_nothing(session: Session, actor: Actor, typed: str) -> None:
    made(session, actor)

    with pytest.raises(RuleBroken):
        service.pair(session, typed)


def test_a_code_is_good_for_thirty_minutes(session: Session, actor: Actor) -> None:
    row, code = made(session, actor)
    row.code_until = clock.now() - timedelta(seconds=1)
    session.flush()

    with pytest.raises(RuleBroken):
        service.pair(session, code)


def test_codes_have_sixty_bits() -> None:
    assert len(codes.ALPHABET) ** codes.SIGNS >= 2**60
    assert len({codes.fresh() for _ in range(100)}) == 100


def test_a_wall_taken_back_opens_nothing_and_pairs_nothing(session: Session, actor: Actor) -> None:
    row, code = made(session, actor)
    key = service.pair(session, code)
    again = service.renew(session, actor, row.id)

    service.revoke(session, actor, row.id)

    assert service.visit(session, key) is None
    with pytest.raises(RuleBroken):
        service.pair(session, again)
    with pytest.raises(RuleBroken):
        service.renew(session, actor, row.id)


def test_a_screen_paired_anew_cuts_off_the_one_before(session: Session, actor: Actor) -> None:
    row, code = made(session, actor)
    first = service.pair(session, code)

    second = service.pair(session, service.renew(session, actor, row.id))

    assert service.visit(session, first) is None
    assert service.visit(session, second)


def test_a_wall_reads_boards_of_its_committee_and_nothing_else(
    session: Session, actor: Actor
) -> None:
    row, code = made(session, actor)
    visit = service.visit(session, service.pair(session, code))
    assert visit

    assert {one for one in Permission if visit.actor.may(one)} == {Permission.BOARD_READ}
    assert [grant.committee_id for grant in visit.actor.grants] == [row.committee_id]


def test_no_account_can_be_a_wall(session: Session, make: Make) -> None:
    draft = GrantDraft(Role.DISPLAY, make.home().id)

    with pytest.raises(RuleBroken, match="No account"):
        grants.add_grant(session, None, make.account(), draft)
    assert GRANTED[Role.DISPLAY] == {Permission.BOARD_READ}


@pytest.mark.parametrize("key", ["", "x", "0" * 43])
def test_what_is_no_key_opens_nothing(session: Session, actor: Actor, key: str) -> None:
    made(session, actor)  # its screen is not paired: it has no key yet

    assert service.visit(session, key) is None


def test_all_of_it_is_in_the_trail_and_raises_the_revision(session: Session, actor: Actor) -> None:
    row, code = made(session, actor)
    before = trail.revision(session, row.committee_id)

    service.pair(session, code)
    service.change(session, actor, row.id, WallDraft("新名称", ("figures",)), row.version)
    service.renew(session, actor, row.id)
    service.revoke(session, actor, row.id)

    told = ["made", "paired", "edited", "code renewed", "taken back"]
    assert actions(session) == [f"wall:{verb}" for verb in told]
    assert trail.revision(session, row.committee_id) > before or before == 0


def test_a_change_to_what_somebody_else_has_changed_is_refused(
    session: Session, actor: Actor
) -> None:
    row, _code = made(session, actor)
    service.change(session, actor, row.id, WallDraft("新名称", ("figures",)), 1)

    with pytest.raises(EditConflict):
        service.change(session, actor, row.id, WallDraft("另一个", ("figures",)), 1)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (WallDraft("", ("figures",)), "name"),
        (WallDraft("甲", ()), "slides"),
        (WallDraft("甲", ("figures",) * 41), "slides"),
        (WallDraft("甲", ("a,b",)), "slides"),
        (WallDraft("甲", ("figures",), pause_seconds=4), "pause_seconds"),
        (WallDraft("甲", ("figures",), pause_seconds=601), "pause_seconds"),
        (WallDraft("甲", ("figures",), language="de"), "language"),
    ],
)
def test_what_a_wall_cannot_be_told_is_refused_at_its_field(
    session: Session, actor: Actor, draft: WallDraft, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        made(session, actor, draft)
    assert refused.value.field == field


def test_two_walls_of_a_committee_have_two_names(session: Session, actor: Actor) -> None:
    made(session, actor)

    with pytest.raises(RuleBroken):
        made(session, actor)
