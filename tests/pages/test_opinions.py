"""The screens of opinion items: the list, one item, a new one, and the states of an office."""

import pytest
from sqlmodel import Session, select

from core.matters import nodes, steps
from core.matters.models import FlowNode, LinkKind, Matter, MatterKind, Source, State, Verb
from core.opinions import service
from core.permissions import Actor, Role
from core.publicity.models import PressReport
from tests.core.opinions.conftest import draft
from tests.factories import Make
from tests.pages.conftest import OpenScreen

SCREEN = "work/opinions"


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def raised(session: Session, make: Make, clerk: Actor, title: str) -> Matter:
    row = service.take_up(session, clerk, draft(make, title=title), make.home().id)
    session.commit()
    return row


def test_a_list_counts_what_stands_where(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor
) -> None:
    raised(session, make, clerk, "停车难")
    kept = raised(session, make, clerk, "校车")
    steps.move(session, clerk, kept, Verb.KEEP, "留存")

    at = open_screen(clerk, SCREEN)

    assert not at.exception
    assert list(at.dataframe[0].value["标题"]) == ["校车", "停车难"]
    assert all(one in at.words for one in ("共2条", "已提交 1", "留存 1"))


def test_a_record_shows_its_way_and_only_steps_that_lead_on(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor
) -> None:
    row = raised(session, make, clerk, "停车难")
    steps.move(session, clerk, row, Verb.RETURN, "请补充数据")
    service.submit(session, clerk, row.id)

    at = open_screen(clerk, SCREEN, id=str(row.id))

    labels = {one.label for one in at.button}
    assert not at.exception
    assert "初审通过" in labels
    assert not labels & {"签发", "编印", "办结"}
    assert all(one in at.words for one in ("停车难", "意见建议", "编报与批示"))


def test_a_step_is_taken_with_one_press(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor
) -> None:
    row = raised(session, make, clerk, "停车难")
    at = open_screen(clerk, SCREEN, id=str(row.id))

    next(one for one in at.button if one.label == "初审通过").click().run()

    session.refresh(row)
    assert not at.exception
    assert row.state is State.SCREENED


def test_writing_one_keeps_it_with_its_author(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor
) -> None:
    member = make.member()
    session.commit()
    at = open_screen(clerk, SCREEN, new="1")

    at.text_input[0].set_value("关于示例的建议")
    at.text_area[0].set_value("示例情况。")
    next(box for box in at.selectbox if box.label == "反映委员").set_value(member.id)
    at.run()
    next(one for one in at.button if one.label == "提交").click().run()

    row = session.exec(select(Matter)).one()
    assert not at.exception
    assert (row.title, row.state, row.source) == (
        "关于示例的建议",
        State.SUBMITTED,
        Source.DIRECT,
    )


def test_a_refusal_is_said_at_its_input(
    open_screen: OpenScreen, session: Session, clerk: Actor
) -> None:
    at = open_screen(clerk, SCREEN, new="1")

    at.text_area[0].set_value("示例情况。")
    next(one for one in at.button if one.label == "保存草稿").click().run()

    assert [one.value for one in at.error] == ["请填写标题，说明反映什么问题。"]
    assert at.text_area[0].value == "示例情况。"
    assert not session.exec(select(Matter)).all()


def test_more_than_the_norm_is_warned_of(open_screen: OpenScreen, clerk: Actor) -> None:
    at = open_screen(clerk, SCREEN, new="1")

    at.text_area[0].set_value("情" * 1501)
    at.run()

    assert any("1,501" in one.value for one in at.warning)


def test_an_office_names_its_states(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor
) -> None:
    at = open_screen(clerk, "office/flow")

    assert not at.exception
    assert "已提交" in list(at.dataframe[0].value["状态"])
    assert nodes.names(session, make.home().id, MatterKind.OPINION) == {}
    assert not session.exec(select(FlowNode)).all()


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_press_reports_that_tell_of_it_are_shown(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor, lang: str
) -> None:
    row, activity = raised(session, make, clerk, "停车难"), make.activity()
    make.save(
        PressReport(
            committee_id=make.home().id,
            title="示例报道",
            written_on=row.received_on,
            matter_id=row.id,
            activity_id=activity.id,
        )
    )
    member = make.actor(Role.MEMBER)

    of_item = open_screen(clerk, "work/opinions", lang=lang, id=str(row.id))
    of_activity = open_screen(clerk, "work/activities", lang=lang, id=str(activity.id))

    for at in (of_item, of_activity):
        assert not at.exception
        assert {"zh_CN": "未刊发", "en": "not printed"}[lang] in at.words
    assert "未刊发" not in open_screen(member, "work/opinions", id=str(row.id)).words


@pytest.mark.parametrize(
    ("lang", "told"), [("zh_CN", "没有可以签发的账号"), ("en", "No account can sign.")]
)
def test_an_item_that_nobody_can_sign_says_whom_to_ask(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor, lang: str, told: str
) -> None:
    boss = make.actor(Role.ADMINISTRATOR)
    row = raised(session, make, clerk, "停车难")
    for verb in (Verb.SCREEN, Verb.EDIT, Verb.CHECK):
        steps.move(session, clerk, row, verb)

    before = open_screen(clerk, SCREEN, lang=lang, id=str(row.id))
    of_boss = open_screen(boss, SCREEN, lang=lang, id=str(row.id))
    make.actor(Role.SIGNER)
    after = open_screen(clerk, SCREEN, lang=lang, id=str(row.id))

    assert not before.exception
    assert told in before.words
    assert boss.name in before.words
    assert any(one.proto.page.endswith("accounts") for one in of_boss.get("page_link"))
    assert told not in after.words


@pytest.mark.parametrize(("lang", "tab"), [("zh_CN", "采用情况"), ("en", "Adoption")])
def test_a_merged_item_shows_where_it_went_in_place_of_the_form(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor, lang: str, tab: str
) -> None:
    gone, into = (raised(session, make, clerk, title) for title in ("停车难", "停车更难"))

    def adopting(row: Matter) -> tuple[set[str], set[str]]:
        at = open_screen(clerk, SCREEN, lang=lang, id=str(row.id))
        at.session_state[f"opinions.tabs.{row.id}"] = tab
        at.run()
        assert not at.exception
        ways = {one.proto.label for one in at.get("page_link")}
        return {one.label for one in at.selectbox}, ways

    form = {"zh_CN": "采用方式", "en": "How it was used"}[lang]
    before, _ = adopting(gone)
    service.merge(session, clerk, (gone.id, into.id), LinkKind.MERGED)
    session.commit()
    after, ways = adopting(gone)

    assert form in before
    assert form not in after
    assert into.title in ways
