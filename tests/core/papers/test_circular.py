"""The circular: units with the figures that the board of voices shows, and nobody else's."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from core import clock
from core.errors import NotFound, NotPermitted, RuleBroken
from core.handling.models import AuthorityLevel
from core.i18n import CHINESE, ENGLISH
from core.informants.models import InformationPoint
from core.matters.models import LinkKind, Matter, MatterLink, State, Submitter
from core.opinions.models import Adoption, AdoptionKind
from core.papers import making, render
from core.papers.kinds import circular
from core.papers.making import Asked
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.words import Words
from core.permissions import Actor, Role
from core.reports import informants
from core.reports.informants import Filters
from core.reports.periods import Period
from core.reports.queries import opinions, submitting
from tests.core.papers import reading
from tests.factories import DAY, Make

MONTH = Period.month(DAY)
DAYS = {"from": MONTH.first.isoformat(), "to": MONTH.last.isoformat()}
_ = Words(CHINESE)


def adopted(make: Make, matter: Matter, *levels: AuthorityLevel) -> None:
    """Put a matter on the ladder of adoption."""
    for level in levels:
        make.save(
            Adoption(
                matter_id=matter.id,
                committee_id=matter.committee_id,
                level=level,
                kind=AdoptionKind.SINGLE,
                adopted_on=DAY + timedelta(days=60),
            )
        )
    matter.adopted_on = DAY + timedelta(days=60)


@pytest.fixture
def office(session: Session, make: Make) -> Actor:
    """A month's items from each kind of unit, and the office that tells of them."""
    home = make.home().id
    special = make.special_committee(name="经济委员会")
    make.special_committee(name="文化委员会")
    group, studio = make.group(name="第一活动组"), make.studio(name="甲工作室")
    township = make.township(name="示例镇")
    raised = {"submitter": Submitter.ORGANISATION, "organisation": "经济委员会"}
    both = (AuthorityLevel.COUNTY, AuthorityLevel.PROVINCE)
    adopted(make, make.matter(special_committee_id=special.id, **raised), *both)
    make.matter(special_committee_id=special.id, instructed_on=DAY, **raised)
    make.matter(sector_group_id=group.id)
    adopted(make, make.matter(studio_id=studio.id, sector_group_id=group.id), both[0])
    make.matter(committee_id=township.id)
    make.matter()
    make.matter(state=State.DRAFT, studio_id=studio.id)
    make.matter(binned_at=clock.now(), studio_id=studio.id)
    make.matter(received_on=MONTH.first - timedelta(days=1), studio_id=studio.id)
    _from_a_point(make, home)
    return make.actor(Role.CHAIR_OFFICE)


def _from_a_point(make: Make, home: int) -> None:
    """Two items of a point: one merged into the other, which was adopted."""
    point = make.save(InformationPoint(committee_id=home, name="示例联络点"))
    informant = make.informant(point_id=point.id)
    of = {"submitter": Submitter.INFORMANT, "informant_id": informant.id}
    first, second = make.matter(**of), make.matter(state=State.MERGED, **of)
    make.save(MatterLink(from_id=second.id, to_id=first.id, kind=LinkKind.MERGED))
    adopted(make, first, AuthorityLevel.NATION)


def told(session: Session, actor: Actor, committee_id: int, **query: str) -> circular.Facts:
    """What the circular says."""
    subject = Subject(committee_id, DAYS | query)
    facts: circular.Facts = circular.facts(session, actor, subject, _).facts
    return facts


def test_each_unit_stands_with_what_it_handed_in_and_where_it_was_adopted(
    session: Session, make: Make, office: Actor
) -> None:
    said = told(session, office, make.home().id)

    lines = {
        unit.name or unit.kind: (
            *(unit.submitted, unit.adopted, unit.county, unit.prefecture, unit.province),
            *(unit.nation, unit.instructed, unit.rate, unit.rank),
        )
        for unit in said.units
    }
    assert lines == {
        "经济委员会": ("2", "1", "1", "0", "1", "0", "1", "50%", "1"),
        "文化委员会": ("0", "0", "0", "0", "0", "0", "0", "—", "—"),
        "第一活动组": ("2", "1", "1", "0", "0", "0", "0", "50%", "1"),
        "甲工作室": ("1", "1", "1", "0", "0", "0", "0", "100%", "1"),
        "示例镇": ("1", "0", "0", "0", "0", "0", "0", "0%", "1"),
        "示例联络点": ("1", "1", "0", "0", "0", "1", "0", "100%", "1"),
        "委员个人及其他": ("1", "0", "0", "0", "0", "0", "0", "0%", "—"),
        "合计": ("8", "3", "2", "0", "1", "1", "1", "37.5%", ""),
    }
    assert said.silent == "文化委员会"
    assert said.best.startswith("经济委员会（1条）") or "经济委员会" in said.best


def test_its_figures_are_those_of_the_board_and_of_the_register_of_informants(
    session: Session, make: Make, office: Actor
) -> None:
    of = (session, office, make.home().id, MONTH)

    [whole] = submitting.all_units(*of)
    [board] = opinions.funnel(*of)
    studios = {row.id: (row.submitted, row.adopted) for row in submitting.studios(*of)}
    below = {row.id: (row.submitted, row.adopted) for row in submitting.committees(*of)}
    points = [(row.name, row.submitted, row.adopted) for row in submitting.points(*of)]

    assert (whole.submitted, whole.adopted, whole.instructed, whole.rate) == (
        board.received,
        board.adopted,
        board.instructed,
        board.adoption_rate,
    )
    shown = {row.id: (row.received, row.adopted) for row in opinions.by_studio(*of)}
    assert {key: row for key, row in studios.items() if row[0]} == shown
    committees = {row.id: (row.received, row.adopted) for row in opinions.by_committee(*of)}
    assert below.items() <= committees.items()
    register = informants.by_point(session, office, Filters(make.home().id, MONTH))
    assert points == [(row.name, row.submitted, row.adopted) for row in register]


def test_equal_units_share_a_place_and_the_better_rate_stands_first(
    session: Session, make: Make
) -> None:
    studios = [make.studio(name=f"{name}工作室") for name in "甲乙丙丁"]
    for place, studio in enumerate(studios):
        adopted(make, make.matter(studio_id=studio.id), AuthorityLevel.COUNTY)
        for _more in range((1, 0, 0, 3)[place]):
            make.matter(studio_id=studio.id)

    said = told(session, make.actor(Role.CLERK), make.home().id)

    places = [(unit.name, unit.rank) for unit in said.units if unit.name.endswith("工作室")]
    assert sorted(places[:2]) == [("丙工作室", "1"), ("乙工作室", "1")]
    assert places[2:] == [("甲工作室", "3"), ("丁工作室", "4")]


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_paper_holds_all_of_it(
    session: Session, make: Make, office: Actor, language: str
) -> None:
    subject = Subject(make.home().id, DAYS | {"no": "示例〔2026〕3号"})

    made = making.gather(session, office, Asked(PaperKind.CIRCULAR, (subject,), language))
    said = reading.text(render.many([one.filling for one in made])[0])

    facts = circular.facts(session, office, subject, Words(language)).facts
    for line in facts.units:
        assert line.name in said
    for text in (facts.summary, facts.silent, facts.period, facts.day, facts.number):
        assert text
        assert text in said
    assert "{{" not in said
    assert "37.5%" in said


def test_a_circular_of_no_days_is_refused_with_a_sentence(
    session: Session, make: Make, office: Actor
) -> None:
    with pytest.raises(RuleBroken, match="period"):
        told(session, office, make.home().id, to=date(2020, 1, 1).isoformat())


def test_a_committee_of_others_is_not_found_and_who_may_not_export_is_refused(
    session: Session, make: Make, office: Actor
) -> None:
    other = make.committee()
    subject = Subject(other.id, DAYS)

    with pytest.raises(NotFound):
        told(session, office, other.id)
    with pytest.raises(NotPermitted):
        making.gather(
            session,
            make.actor(Role.STUDIO_LEAD),
            Asked(PaperKind.CIRCULAR, (subject,), CHINESE),
        )


def test_where_nothing_came_in_no_rate_is_told(session: Session, make: Make) -> None:
    said = told(session, make.actor(Role.CLERK), make.home().id)

    assert said.summary == "2026年5月，没有收到社情民意信息。"
