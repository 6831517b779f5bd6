"""The board shows what five real committees reported: each figure, through the board's queries."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, col, select

from core import clock
from core.activities.models import Activity
from core.committees.calendar import Calendar
from core.committees.models import Committee
from core.handling import deadlines, rounds
from core.handling.deadlines import Span
from core.handling.models import Assignment, Feedback, Satisfaction
from core.matters import steps
from core.matters.models import Matter, State, Verb
from core.permissions import Actor, Grant, Role
from core.reports.periods import Period
from core.reports.queries import liaison, members, standards
from core.studios import standing
from core.studios.models import Studio
from core.transfer import examples
from core.transfer.examples.figures import ReportedFigure, reported
from tests.core.transfer.answers import ANSWERS, Question
from tests.databases import Databases
from tests.factories import Make

SHOWN = {
    "member",
    "group",
    "studio",
    "station",
    "liaison",
    "plan",
    "standard",
    "budget",
    "award",
    "activity",
    "submission",
    "opinion",
    "publicity",
}
FIGURES = [figure for figure in reported() if figure.area in SHOWN]


@pytest.fixture(scope="module")
def loaded(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, Actor]]:
    """The example committees, loaded once for all figures, and an office that reads them."""
    from db.session import engine

    with databases.fresh(tmp_path_factory.mktemp("examples")), Session(engine()) as session:
        root = Make(session).home()
        examples.load(session, root.id)
        session.flush()
        grant = Grant(Role.CHAIR_OFFICE, root.id, root.id)
        yield session, Actor(1, "委员会办公室", "zh_CN", (grant,))


def question(loaded: tuple[Session, Actor], committee: str, year: int) -> Question:
    session, actor = loaded
    found = session.exec(select(Committee.id).where(Committee.name == committee)).one()
    return Question(session, actor, found, year)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda f: f"{f.committee_en} {f.measure}")
def test_the_board_shows_the_reported_figure(
    loaded: tuple[Session, Actor], figure: ReportedFigure
) -> None:
    shown = ANSWERS[figure.measure](question(loaded, figure.committee, figure.year))

    if figure.at_least:
        assert shown >= figure.value
    else:
        assert shown == pytest.approx(figure.value, abs=1e-9)


def test_no_area_is_left_out() -> None:
    assert {figure.area for figure in reported()} == SHOWN


def test_ten_standing_members_stand_beside_the_members_at_projects(
    loaded: tuple[Session, Actor],
) -> None:
    asked = question(loaded, "商洛市商州区政协", 2022).asked

    (projects,) = [row for row in members.appointments(*asked) if row.kind.value == "project"]

    assert (projects.standing, projects.others) == (10, 52)


@pytest.mark.parametrize(
    ("committee", "year", "code"),
    [("商洛市商州区政协", 2022, "five_haves"), ("三门峡市湖滨区政协", 2021, "six_haves")],
)
def test_all_places_that_were_reported_up_to_standard_are(
    loaded: tuple[Session, Actor], committee: str, year: int, code: str
) -> None:
    rows = standards.in_force(*question(loaded, committee, year).asked)

    (found,) = [row for row in rows if row.code == code]
    assert found.meeting_all == found.places > 0


def test_the_villages_without_a_visit_in_a_quarter_are_named(
    loaded: tuple[Session, Actor],
) -> None:
    session, actor, committee_id, _ = question(loaded, "三门峡市湖滨区政协", 2021).asked
    first_quarter = Period.quarter(Period.year(2021).first)

    silent = liaison.unvisited(session, actor, committee_id, first_quarter)

    assert 0 < len(silent) < 10


def test_no_proposal_is_closed_over_its_proposers_head(loaded: tuple[Session, Actor]) -> None:
    session, _ = loaded
    said = select(Matter.state, Matter.id, Feedback.round).where(
        Feedback.matter_id == Matter.id, Feedback.satisfaction == Satisfaction.DISSATISFIED
    )
    found = session.exec(said).all()

    assert len(found) == 4
    for state, matter_id, round_ in found:
        handled = rounds.rows(session, matter_id)
        taken = [step.verb for step in steps.history(session, [matter_id])]
        assert state is State.REPLIED
        assert [row.round for row in handled] == [round_ + 1]
        assert taken[-3:] == [Verb.REPLY, Verb.REOPEN, Verb.REPLY]


def test_what_the_services_would_derive_stands_in_the_examples(
    loaded: tuple[Session, Actor],
) -> None:
    session, _ = loaded
    everything = select(Studio.id, Studio.standard_items, Studio.standard_met).order_by(
        col(Studio.id)
    )
    loaded_with = session.exec(everything).all()

    for committee in session.exec(select(Committee)).all():
        standing.rebuild(session, committee.id)

    assert session.exec(everything).all() == loaded_with
    for activity in session.exec(select(Activity)).all():
        assert clock.local(activity.starts_at).date() == activity.held_on
        assert activity.held_month == activity.held_on.year * 100 + activity.held_on.month


def test_the_days_to_answer_by_are_those_of_the_rule(loaded: tuple[Session, Actor]) -> None:
    session, _actor = loaded
    given = session.exec(select(Assignment)).all()

    assert given
    assert {row.first_due_on for row in given if row.first_due_on != _due(row)} == set()


def _due(row: Assignment) -> date:
    return deadlines.due(row.counted_from, Span(row.months, row.workdays), Calendar())
