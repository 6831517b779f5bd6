"""The templates of an office: which is in use, and who changes that."""

import pytest
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.committees.trail import revision
from core.errors import NotFound, NotPermitted, RuleBroken
from core.i18n import CHINESE, ENGLISH
from core.papers import making, passes, templates
from core.papers.checking import Unknown, Verdict
from core.papers.making import Asked
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.registry import PAPERS
from core.papers.templates import Place
from core.permissions import Permission, Role, lacking
from tests.core.papers import words_file
from tests.core.papers.printing import paper, printed
from tests.factories import Make

KIND = PaperKind.EDIT_SHEET
OWN = Verdict(words_file.with_lines("本单位的编辑单：{{ title }}"))


def place(make: Make, language: str = CHINESE) -> Place:
    return Place(make.home().id, KIND, language)


def test_papers_are_made_from_the_template_that_was_brought(session: Session, make: Make) -> None:
    clerk, matter = make.actor(Role.CLERK), make.matter(title="示例甲")
    before = revision(session, make.home().id)

    row = templates.upload(session, clerk, place(make), "我的 编辑单.docx", OWN)
    made = paper(session, clerk, KIND, matter.id)

    assert "本单位的编辑单：示例甲" in made.text
    assert clerk.name in made.text  # who made it stands at the foot all the same
    assert row.name == "我的 编辑单.docx"
    assert revision(session, make.home().id) > before
    told = session.exec(select(AuditEntry.action)).all()
    assert "paper_template:uploaded" in told


def test_one_language_and_committee_leaves_the_others_alone(session: Session, make: Make) -> None:
    clerk, matter = make.actor(Role.CLERK), make.matter(title="示例甲")
    away = make.committee()

    templates.upload(session, clerk, place(make), "一.docx", OWN)
    english = paper(session, clerk, KIND, matter.id, ENGLISH)
    other = templates.template(session, Place(away.id, KIND, CHINESE), PAPERS[KIND])

    assert "Edit Sheet" in english.text
    assert other.docx == b""


def test_a_township_uses_what_its_committee_brought(session: Session, make: Make) -> None:
    township = make.township(make.home())
    templates.upload(session, make.actor(Role.CLERK), place(make), "一.docx", OWN)

    found = templates.template(session, Place(township.id, KIND, CHINESE), PAPERS[KIND])

    assert found.docx == OWN.data


def test_one_goes_back_to_the_preset_and_takes_an_earlier_one_up_again(
    session: Session, make: Make
) -> None:
    clerk, matter = make.actor(Role.CLERK), make.matter(title="示例甲")
    own = templates.upload(session, clerk, place(make), "一.docx", OWN)

    templates.take_preset(session, clerk, place(make), red_header=False)
    preset = paper(session, clerk, KIND, matter.id)
    templates.use(session, clerk, own.id)
    again = paper(session, clerk, KIND, matter.id)

    assert "社情民意信息编辑单" in preset.text
    assert "本单位" in again.text
    rows = templates.of_committee(session, clerk, make.home().id)
    assert [row.in_use for row in rows] == [False, True]


def test_the_bin_leaves_the_preset_and_what_is_taken_out_is_not_in_use(
    session: Session, make: Make
) -> None:
    clerk = make.actor(Role.CLERK)
    own = templates.upload(session, clerk, place(make), "一.docx", OWN)

    templates.bin_template(session, clerk, own.id)
    gone = templates.of_committee(session, clerk, make.home().id)
    templates.restore_template(session, clerk, own.id)

    assert gone == []
    assert templates.template(session, place(make), PAPERS[KIND]).docx == b""


def test_a_header_is_red_where_the_office_wants_it(session: Session, make: Make) -> None:
    clerk = make.actor(Role.CLERK)
    where = Place(make.home().id, PaperKind.OPINION_ISSUE, CHINESE)
    issue = PAPERS[where.kind]

    usual = templates.template(session, where, issue)
    templates.take_preset(session, clerk, where, red_header=False)
    plain = templates.template(session, where, issue)

    assert [one["red"] for one in usual.blocks if one["do"] == "header"] == [True]
    assert [one["red"] for one in plain.blocks if one["do"] == "header"] == [False]


@pytest.mark.parametrize(
    "verdict",
    [Verdict(b"PK", unknown=(Unknown("x", "", ""),)), Verdict(b"PK", trouble="broken")],
)
def test_what_the_checker_did_not_pass_is_not_taken(
    verdict: Verdict, session: Session, make: Make
) -> None:
    with pytest.raises(RuleBroken):
        templates.upload(session, make.actor(Role.CLERK), place(make), "一.docx", verdict)


@pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
def test_templates_are_brought_by_who_keeps_the_committee(
    role: Role, session: Session, make: Make
) -> None:
    with pytest.raises(NotPermitted):
        templates.upload(session, make.actor(role), place(make), "一.docx", OWN)


def test_no_template_is_brought_for_another_committee(session: Session, make: Make) -> None:
    away = make.committee()

    with pytest.raises(NotFound):
        templates.upload(session, make.actor(Role.CLERK, away, away), place(make), "一.docx", OWN)


def test_a_sample_is_made_from_the_template_in_use(session: Session, make: Make) -> None:
    clerk = make.actor(Role.CLERK)
    templates.upload(session, clerk, place(make), "一.docx", OWN)

    made = printed(making.example(session, clerk, place(make)))

    assert "本单位的编辑单：关于为示例路" in made.text


def test_a_reason_stands_for_its_person_kind_and_minutes(session: Session, make: Make) -> None:
    clerk, other = make.actor(Role.CLERK), make.actor(Role.CLERK)

    token = passes.give(session, clerk, KIND, " 年度归档 ")

    assert passes.reason(session, clerk, KIND, token) == "年度归档"
    for actor, kind, given in (
        (other, KIND, token),
        (clerk, PaperKind.REPLY_FORM, token),
        (clerk, KIND, "x"),
    ):
        with pytest.raises(RuleBroken):
            passes.reason(session, actor, kind, given)
    with pytest.raises(RuleBroken):
        passes.give(session, clerk, KIND, "  ")


def test_a_paper_that_holds_personal_data_is_not_made_without_a_reason(
    session: Session, make: Make
) -> None:
    clerk = make.actor(Role.CLERK)
    personal = [kind for kind, one in PAPERS.items() if one.personal]

    for kind in personal:
        with pytest.raises(RuleBroken, match="for what"):
            making.gather(session, clerk, Asked(kind, (Subject(1),), CHINESE))


def test_no_more_papers_are_made_at_once_than_a_server_bears(session: Session, make: Make) -> None:
    many = tuple(Subject(n) for n in range(making.MOST + 1))

    with pytest.raises(RuleBroken):
        making.gather(session, make.actor(Role.CLERK), Asked(KIND, many, CHINESE))
