"""Values of a record in words: no row's number, no enum's value, no fen."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from core.activities.models import Presence
from core.reports import names
from pages._ui import told
from tests.factories import Make


@pytest.mark.parametrize(
    ("field", "kept", "said"),
    [
        ("place", "", "—"),
        ("scored", False, "否"),
        ("amount_fen", 123_450, "1,234.50"),
        ("presence", Presence.LATE, "迟到"),
        ("state", "submitted", "已提交"),
        ("0001 委员", ["participant", "present", "100%"], "参加、出席、100%"),
        ("starts_at", datetime(2026, 5, 20, 1, tzinfo=UTC), "2026-05-20 09:00"),
        ("starts_at", "2026-05-20T01:00:00+00:00", "2026-05-20 09:00"),
        ("scope", "studio/12", "委员工作室"),
        ("title", "participant of honour", "participant of honour"),
    ],
)
def test_a_value_is_said_in_words(field: str, kept: object, said: str) -> None:
    assert told.value(field, kept, {}) == said


def test_what_a_record_refers_to_is_named(session: Session, make: Make) -> None:
    lead, session_of = make.member(name="委员甲"), make.term_session(number=2)
    session.commit()

    known = told.names_in([("lead_id", lead.id), ("term_session_id", session_of.id), ("n", 7)])

    assert told.value("lead_id", lead.id, known) == "委员甲"
    assert told.value("term_session_id", session_of.id, known).endswith("届第2次")
    assert told.value("n", 7, known) == "7"


def test_each_column_that_names_a_row_is_looked_up(session: Session, make: Make) -> None:
    kept = {
        "activity_id": make.activity(title="读书会").id,
        "category_id": make.category(name="读书活动").id,
        "community_id": make.community(name="一村").id,
        "informant_id": make.informant(name="信息员甲").id,
        "matter_category_id": make.matter_category(name="城建").id,
        "matter_id": make.matter(title="关于路灯的建议").id,
        "sector_group_id": make.group(name="第一组").id,
        "raising_group_id": make.group(name="第二组").id,
        "sector_id": make.sector(name="教育界").id,
        "special_committee_id": make.special_committee(name="提案委员会").id,
        "standard_set_id": make.standard_set(name="五有").id,
        "studio_id": make.studio(name="甲室").id,
        "township_id": make.township(name="一镇").id,
        "term_id": make.term(number=77).id,
        "unit_id": make.unit(name="示例局").id,
    }

    known = names.of(session, list(kept.items()))

    assert {column: called.name for (column, _id), called in known.items()} == {
        "activity_id": "读书会",
        "category_id": "读书活动",
        "community_id": "一村",
        "informant_id": "信息员甲",
        "matter_category_id": "城建",
        "matter_id": "关于路灯的建议",
        "sector_group_id": "第一组",
        "raising_group_id": "第二组",
        "sector_id": "教育界",
        "special_committee_id": "提案委员会",
        "standard_set_id": "五有",
        "studio_id": "甲室",
        "township_id": "一镇",
        "term_id": "第77届",
        "unit_id": "示例局",
    }


def test_the_authors_of_a_matter_are_named(session: Session, make: Make) -> None:
    told_of = [make.member(name="委员甲").id, make.member(name="委员乙").id]
    session.commit()

    known = told.names_in([("authors", told_of)])

    assert told.value("authors", told_of, known) == "委员甲、委员乙"
