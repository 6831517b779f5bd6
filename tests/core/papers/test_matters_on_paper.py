"""What papers about opinion items and proposals say: what is kept, and nothing else."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from core import clock
from core.audit.models import AuditEntry
from core.errors import NotFound, NotPermitted, RuleBroken
from core.handling.models import (
    Assignment,
    AssignmentState,
    AuthorityLevel,
    Feedback,
    HandlingRole,
    HandlingUnit,
    Instruction,
    Reply,
    Result,
    Satisfaction,
    Urging,
    UrgingKind,
)
from core.i18n import CHINESE, ENGLISH
from core.matters import queries
from core.matters.models import AuthorRole, Consent, Matter, MatterKind, State, Step, Verb
from core.matters.queries import MatterFilter
from core.opinions.models import Adoption, AdoptionKind
from core.papers import making
from core.papers.making import Asked
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.registry import PAPERS
from core.papers.words import Words
from core.permissions import Actor, Role
from core.proposals.models import Nature, Proposal
from tests.core.papers.printing import paper, printed
from tests.factories import DAY, Make

K = PaperKind
LATER = date(2027, 6, 30)


@pytest.fixture
def clerk(make: Make) -> Actor:
    """Who makes the papers."""
    return make.actor(Role.CLERK)


@pytest.fixture
def item(make: Make) -> Matter:
    """An opinion item that was issued, used on two levels, and written on by a leader."""
    member = make.member(name="委员甲", employer="示例厂", party="示例党", phone="")
    category = make.matter_category(name="示例类", name_en="Example kind")
    row = make.matter(
        title="关于<示例>路&灯的建议",
        situation="第一段。\n第二段 {{ 7*7 }}。",
        analysis="示例分析。",
        state=State.ISSUED,
        category_id=category.id,
        issued_on=DAY,
        issue_year=2026,
        issue_number=7,
    )
    make.author(row, member)
    make.author(row, make.member(name="委员乙"), role=AuthorRole.CO_SIGNER, consent=Consent.AGREED)
    make.author(
        row, make.member(name="委员丙"), role=AuthorRole.CO_SIGNER, consent=Consent.DECLINED
    )
    for verb, by in ((Verb.SCREEN, "初审人"), (Verb.EDIT, "编辑人"), (Verb.CHECK, "核稿人")):
        _step(make, row, verb, by)
    _step(make, row, Verb.SIGN, "签发人")
    of: dict[str, Any] = {"matter_id": row.id, "committee_id": row.committee_id}
    for level in (AuthorityLevel.COUNTY, AuthorityLevel.PROVINCE):
        make.save(Adoption(level=level, kind=AdoptionKind.SINGLE, adopted_on=DAY, **of))
    make.save(
        Instruction(
            leader="领导甲",
            post="县长",
            level=AuthorityLevel.COUNTY,
            given_on=DAY,
            words="请办。",
            **of,
        )
    )
    return row


@pytest.fixture
def proposal(make: Make) -> Matter:
    """A proposal that two members signed."""
    row = make.matter(kind=MatterKind.PROPOSAL, title="关于示例桥的提案", number=15)
    make.author(row, make.member(name="提案甲", employer="示例校"))
    make.author(row, make.member(name="提案乙"), role=AuthorRole.CO_SIGNER, consent=Consent.AGREED)
    make.save(
        Proposal(matter_id=row.id, nature=Nature.CO_SIGNED, term_session_id=make.term_session().id)
    )
    return row


def assigned(make: Make, matter: Matter, **given: Any) -> Assignment:
    """A unit that has a matter in hand."""
    usual: dict[str, Any] = {
        "matter_id": matter.id,
        "committee_id": matter.committee_id,
        "kind": matter.kind,
        "unit_id": make.unit(name="示例水务局").id,
        "role": HandlingRole.LEAD,
        "state": AssignmentState.ACCEPTED,
        "counted_from": DAY,
        "first_due_on": LATER,
        "due_on": LATER,
        "words": "请先看现场。",
    }
    return make.save(Assignment(**usual | given))


def replied(make: Make, matter: Matter) -> Assignment:
    """A unit that answered, and what was said to the answer."""
    row = assigned(make, matter)
    reply = make.save(
        Reply(
            matter_id=matter.id,
            unit_id=row.unit_id,
            result=Result.B,
            words="已立项。",
            signed_by="局长甲",
            replied_on=DAY,
        )
    )
    row.state, row.reply_id, row.replied_on = AssignmentState.REPLIED, reply.id, DAY
    make.save(
        Feedback(
            matter_id=matter.id,
            committee_id=matter.committee_id,
            kind=matter.kind,
            satisfaction=Satisfaction.BASICALLY,
            met_in_person=True,
            words="望早日动工。",
            given_on=DAY,
        )
    )
    return make.save(row)


def _step(make: Make, row: Matter, verb: Verb, by: str) -> None:
    states: dict[str, Any] = {"from_state": State.SUBMITTED, "to_state": State.SCREENED}
    told: dict[str, Any] = {"matter_id": row.id, "committee_id": row.committee_id, "kind": row.kind}
    make.save(Step(verb=verb, by=by, words="同意。", taken_on=DAY, **told, **states))


def test_an_issue_bears_its_number_and_the_words_of_its_item(
    session: Session, clerk: Actor, item: Matter
) -> None:
    made = paper(session, clerk, K.OPINION_ISSUE, item.id)

    for said in (
        "2026年第7期",
        item.title,
        "第二段 {{ 7*7 }}。",
        "委员甲",
        "签发：签发人",
        "编辑人",
    ):
        assert said in made.text
    assert "49" not in made.text
    assert made.name.startswith("2026年第7期 关于")


def test_what_was_not_issued_has_no_issue(session: Session, clerk: Actor, make: Make) -> None:
    with pytest.raises(RuleBroken, match="no issue yet"):
        paper(session, clerk, K.OPINION_ISSUE, make.matter().id)


def test_several_issues_are_gathered_in_their_order(
    session: Session, clerk: Actor, item: Matter, make: Make
) -> None:
    other = make.matter(title="另一件", issued_on=DAY, issue_year=2026, issue_number=8)
    asked = Asked(K.OPINION_ISSUE, (Subject(other.id), Subject(item.id)), CHINESE)

    made = [printed(one) for one in making.gather(session, clerk, asked)]

    assert "第8期" in made[0].text
    assert "第7期" in made[1].text
    told = session.exec(select(AuditEntry).where(AuditEntry.action == "export:made")).all()
    assert [row.subject_id for row in told] == [other.id, item.id]


def test_an_edit_sheet_ticks_how_far_an_item_came(
    session: Session, clerk: Actor, item: Matter
) -> None:
    said = paper(session, clerk, K.EDIT_SHEET, item.id).text

    assert "☑ 单篇采用" in said
    assert "☐ 综合采用" in said
    assert "☑ 县级" in said
    assert f"☐ {Words().word(AuthorityLevel.PREFECTURE)}" in said
    assert "☑ 省级" in said
    for told in ("委员甲", "委员乙", "示例厂", "示例党", "示例类", "编辑人", "核稿人", "签发人"):
        assert told in said
    assert "委员丙" not in said


def test_an_approval_sheet_says_what_was_said_at_each_step(
    session: Session, clerk: Actor, item: Matter
) -> None:
    said = paper(session, clerk, K.APPROVAL_SHEET, item.id).text

    for told in ("初审人", "核稿人", "签发人", "同意。", "领导甲", "县长", "请办。"):
        assert told in said


def test_a_letter_says_to_whom_it_goes_and_until_when_and_nothing_of_who_raised_it(
    session: Session, clerk: Actor, item: Matter, make: Make
) -> None:
    row = assigned(make, item)
    assigned(make, item, unit_id=make.unit(name="示例林业局").id, role=HandlingRole.CO)

    said = paper(session, clerk, K.ASSIGNMENT_LETTER, row.id).text

    for told in (
        "示例水务局：",
        "主办单位",
        "示例林业局",
        "2027年6月30日",
        "请先看现场。",
        "第二段",
    ):
        assert told in said
    assert "委员甲" not in said


def test_an_urging_letter_counts_the_days_and_lists_the_reminders(
    session: Session, clerk: Actor, item: Matter, make: Make
) -> None:
    row = assigned(make, item, due_on=date(2020, 1, 1))
    make.save(Urging(assignment_id=row.id, kind=UrgingKind.URGE, words="请尽快。", urged_on=DAY))

    said = paper(session, clerk, K.URGING_LETTER, row.id).text

    days = (clock.today() - date(2020, 1, 1)).days
    assert f"已超期{days}天" in said
    assert "请尽快。" in said
    assert "督办" not in said


def test_who_owes_no_answer_is_not_urged(
    session: Session, clerk: Actor, item: Matter, make: Make
) -> None:
    with pytest.raises(RuleBroken, match="owes no answer"):
        paper(session, clerk, K.URGING_LETTER, replied(make, item).id)


def test_a_reply_form_is_blank_until_the_unit_answered_and_full_then(
    session: Session, item: Matter, make: Make
) -> None:
    row = assigned(make, item)
    unit = make.actor(Role.HANDLING_UNIT, session.get_one(HandlingUnit, row.unit_id))
    blank = paper(session, unit, K.REPLY_FORM, row.id).text
    other = make.matter(title="另一件", state=State.REPLIED)
    full = paper(session, make.actor(Role.CLERK), K.REPLY_FORM, replied(make, other).id).text

    assert "☑" not in blank
    assert "示例水务局" in blank
    assert "☑ B类" in full
    for told in ("已立项。", "局长甲", "2026年5月20日"):
        assert told in full


def test_a_survey_says_what_was_said_to_the_reply(
    session: Session, clerk: Actor, proposal: Matter, make: Make
) -> None:
    with pytest.raises(RuleBroken, match="Nobody has replied"):
        paper(session, clerk, K.OPINION_SURVEY, proposal.id)
    replied(make, proposal)

    said = paper(session, clerk, K.OPINION_SURVEY, proposal.id).text

    for told in (
        "提案甲",
        "提案乙",
        "示例水务局",
        "☑ 是",
        "☑ 基本满意",
        "☐ 不满意",
        "望早日动工。",
    ):
        assert told in said


def test_a_proposal_bears_its_session_and_who_signs_it(
    session: Session, clerk: Actor, proposal: Matter
) -> None:
    made = paper(session, clerk, K.PROPOSAL_FORM, proposal.id)
    english = paper(session, clerk, K.PROPOSAL_FORM, proposal.id, ENGLISH)

    for told in ("第15号", "关于示例桥的提案", "提案甲", "提案乙", "示例校", "联名提案"):
        assert told in made.text
    assert "Co-signed proposal" in english.text
    assert "No. 15" in english.text


def test_the_list_of_receipts_has_the_figures_of_the_query(
    session: Session, clerk: Actor, item: Matter, make: Make
) -> None:
    home = item.committee_id
    make.matter(title="三月的一件", received_on=date(2026, 3, 9))
    make.matter(title="去年的一件", received_on=date(2025, 3, 9))
    days = {"from": "2026-01-01", "to": "2026-12-31"}
    wanted = MatterFilter(
        MatterKind.OPINION,
        home,
        received_from=date(2026, 1, 1),
        received_until=date(2026, 12, 31),
    )

    made = paper(session, clerk, K.RECEIPT_LIST, home, **days)

    total = sum(queries.counts(session, clerk, wanted).values())
    assert f"共 {total} 件" in made.text
    assert made.text.index("三月的一件") < made.text.index(item.title)
    assert "去年的一件" not in made.text
    assert "收件日期 2026-01-01 至 2026-12-31" in made.text
    entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()  # type: ignore[attr-defined]  # a column
    assert entry is not None
    assert "2026-12-31" in entry.after


def test_a_list_of_nothing_says_that_there_is_nothing(
    session: Session, clerk: Actor, item: Matter
) -> None:
    days = {"from": "2020-01-01", "to": "2020-12-31"}

    made = paper(session, clerk, K.RECEIPT_LIST, item.committee_id, **days)

    assert "共 0 件：没有符合条件的收件" in made.text


def test_a_filter_that_cannot_be_read_has_no_list(
    session: Session, clerk: Actor, item: Matter
) -> None:
    for wrong in ({"from": "2026-13-01"}, {"state": "nonsense"}, {"kind": "x"}):
        asked = Asked(K.RECEIPT_LIST, (Subject(item.committee_id, wrong),), CHINESE)
        with pytest.raises(NotFound):
            making.gather(session, clerk, asked)


def test_who_is_not_of_the_committee_finds_nothing(
    session: Session, item: Matter, proposal: Matter, make: Make
) -> None:
    away = make.committee()
    stranger = make.actor(Role.CLERK, away, away)
    row, done = assigned(make, item), replied(make, proposal)
    about = {
        K.OPINION_ISSUE: item.id,
        K.EDIT_SHEET: item.id,
        K.APPROVAL_SHEET: item.id,
        K.ASSIGNMENT_LETTER: row.id,
        K.URGING_LETTER: row.id,
        K.REPLY_FORM: done.id,
        K.OPINION_SURVEY: proposal.id,
        K.PROPOSAL_FORM: proposal.id,
        K.RECEIPT_LIST: item.committee_id,
    }

    for kind, subject in about.items():
        with pytest.raises(NotFound):
            paper(session, stranger, kind, subject)


@pytest.mark.parametrize("kind", PAPERS)
def test_whose_role_does_not_make_a_paper_is_refused(
    kind: PaperKind, session: Session, make: Make
) -> None:
    with pytest.raises(NotPermitted):
        paper(session, make.actor(Role.AUDITOR), kind, 1)
