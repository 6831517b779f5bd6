"""What informants and the bodies of an office see: the form for their own, and where it is."""

import pytest
from sqlmodel import Session, select

from core import clock
from core.accounts import passwords
from core.accounts.models import RoleGrant
from core.matters import flow, steps
from core.matters.models import Matter, MatterKind, Organisation, Source, State, Submitter, Verb
from core.notices.models import Notice
from core.opinions import service
from core.permissions import Actor, Role
from core.proposals.models import Nature, Proposal
from tests.core.opinions.conftest import draft
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

SCREEN, DESK, ACCOUNTS = "work/opinions", "desk/today", "office/accounts"
NOBODY_ELSE = {"反映委员", "第一反映人（委员，可不填）", "联名人", "反映人", "来源渠道"}
each_language = pytest.mark.parametrize("lang", ["zh_CN", "en"])


def press(at: Browser, label: str) -> None:
    next(one for one in at.button if one.label == label).click().run()


def labels(at: Browser) -> set[str]:
    """What the inputs of a screen are called."""
    return {one.label for one in (*at.selectbox, *at.multiselect, *at.text_input, *at.text_area)}


def write(at: Browser) -> None:
    """Fill in what every opinion item needs."""
    at.text_input[0].set_value("关于示例的建议")
    at.text_area[0].set_value("示例情况。")
    at.run()


def news(session: Session, open_screen: OpenScreen, actor: Actor) -> str:
    """What the desk tells somebody, once it rings: on the morning of a working day."""
    for one in session.exec(select(Notice)):
        one.rings_at = clock.now()
    session.commit()
    desk = open_screen(actor, DESK)
    return "\n".join(one.proto.label for one in desk.get("page_link")).replace("\\", "")


class TestInformants:
    def test_write_in_their_own_name_and_see_where_it_is(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        informant = make.informant()
        himself = make.actor(Role.INFORMANT, informant)
        at = open_screen(himself, SCREEN, new="1")
        asked = labels(at)

        write(at)
        press(at, "提交")
        row = session.exec(select(Matter)).one()
        steps.move(session, make.actor(Role.CLERK), row, Verb.RETURN, "请补充地点。")
        told = news(session, open_screen, himself)
        record = open_screen(himself, SCREEN, id=str(row.id))
        says = record.words
        record.session_state[f"opinions.tabs.{row.id}"] = "修改"
        record.run()

        assert not at.exception
        assert not asked & NOBODY_ELSE
        assert (row.submitter, row.informant_id, row.source) == (
            Submitter.INFORMANT,
            informant.id,
            Source.DIRECT,
        )
        assert "《关于示例的建议》被退回：请补充地点。" in told
        assert not record.exception
        assert {"提交", "保存"} <= {one.label for one in record.button}
        assert "已退回" in says

    @each_language
    def test_see_the_list_of_their_own(
        self, open_screen: OpenScreen, session: Session, make: Make, lang: str
    ) -> None:
        informant = make.informant()
        own = make.matter(submitter=Submitter.INFORMANT, informant_id=informant.id)
        make.matter()

        at = open_screen(make.actor(Role.INFORMANT, informant), SCREEN, lang)

        assert not at.exception
        assert list(at.dataframe[0].value.iloc[:, 1]) == [own.title]

    def test_are_given_an_account_by_the_administrator(
        self,
        open_screen: OpenScreen,
        session: Session,
        make: Make,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(passwords, "COST", 4)
        informant, gone = make.informant(), make.informant(binned_at=None)
        at = open_screen(make.actor(Role.ADMINISTRATOR), ACCOUNTS)
        at.selectbox(key="accounts.create.role").select(Role.INFORMANT).run()
        offered = at.selectbox(key="accounts.create.informant").options

        at.selectbox(key="accounts.create.informant").select(informant.id)
        next(box for box in at.text_input if box.label.startswith("用户名")).set_value("xxy")
        next(box for box in at.text_input if box.label.startswith("姓名")).set_value("信息员甲")
        press(at, "创建")

        held = session.exec(select(RoleGrant).where(RoleGrant.role == Role.INFORMANT)).one()
        assert not at.exception
        assert set(offered) == {informant.name, gone.name}
        assert (held.informant_id, held.committee_id) == (informant.id, informant.committee_id)


def slips_of(at: Browser) -> list[str]:
    """Where the slips lie that a screen offers."""
    links = [one.proto.url for one in at.get("link_button")]
    return [link for link in links if link.startswith("/slip/")]


class TestSlips:
    @each_language
    def test_the_page_says_that_nobody_is_told_until_a_slip_is_made(
        self, open_screen: OpenScreen, session: Session, make: Make, lang: str
    ) -> None:
        row, clerk = make.matter(), make.actor(Role.CLERK)
        at = open_screen(clerk, SCREEN, lang, id=str(row.id))
        before = slips_of(at)
        says = at.words

        at.button(key="slip.make").click().run()

        after = slips_of(at)
        assert not at.exception
        assert {"zh_CN": "收不到任何提醒", "en": "hears nothing"}[lang] in says
        assert (before, after) == ([], [f"/slip/{row.id}"])
        assert "slip.make" not in {one.key for one in at.button}

    @pytest.mark.parametrize("state", flow.ENDS)
    def test_a_slip_is_offered_of_what_has_come_to_its_end_too(
        self, open_screen: OpenScreen, make: Make, state: State
    ) -> None:
        row = make.matter(state=state)

        at = open_screen(make.actor(Role.CLERK), SCREEN, id=str(row.id))

        assert not at.exception
        assert "slip.make" in {one.key for one in at.button}

    @pytest.mark.parametrize("file", [SCREEN, "work/proposals"])
    def test_nothing_is_said_where_they_are_told(
        self, open_screen: OpenScreen, session: Session, make: Make, file: str
    ) -> None:
        kind = MatterKind.OPINION if file == SCREEN else MatterKind.PROPOSAL
        row, member, clerk = make.matter(kind=kind), make.member(), make.actor(Role.CLERK)
        if kind is MatterKind.PROPOSAL:
            plenary = make.term_session()
            part = Proposal(matter_id=row.id, term_session_id=plenary.id, nature=Nature.INDIVIDUAL)
            make.save(part)
        make.author(row, member)

        without = open_screen(clerk, file, id=str(row.id))
        make.actor(Role.MEMBER, member)
        session.commit()
        with_account = open_screen(clerk, file, id=str(row.id))

        for at, offered in ((without, True), (with_account, False)):
            assert not at.exception
            assert ("slip.make" in {one.key for one in at.button}) is offered


class TestBodies:
    def test_a_special_committees_clerk_writes_for_it(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        special = make.special_committee()
        at = open_screen(make.actor(Role.SPECIAL_COMMITTEE_CLERK, special), SCREEN, new="1")

        says = at.words

        write(at)
        press(at, "提交")

        row = session.exec(select(Matter)).one()
        assert not at.exception
        assert f"由 {special.name} 提出" in says
        assert (row.submitter, row.organisation_kind, row.special_committee_id) == (
            Submitter.ORGANISATION,
            Organisation.SPECIAL_COMMITTEE,
            special.id,
        )

    @pytest.mark.parametrize("role", [Role.SPECIAL_COMMITTEE_CLERK, Role.CONVENER])
    def test_make_collective_proposals(
        self, open_screen: OpenScreen, session: Session, make: Make, role: Role
    ) -> None:
        make.term_session()
        at = open_screen(make.actor(role), "work/proposals", new="1")
        asked = labels(at)
        next(box for box in at.text_input if box.label == "案由").set_value("关于示例的提案")
        for box, words in zip(at.text_area, ("示例情况。", "", "示例建议。"), strict=False):
            box.set_value(words)
        at.run()
        press(at, "提交")

        row = session.exec(select(Matter)).one()
        assert not at.exception
        assert not asked & {"单位类别", "联名人"}
        assert (row.state, row.submitter) == (State.SUBMITTED, Submitter.ORGANISATION)
        assert bool(row.special_committee_id) is (role is Role.SPECIAL_COMMITTEE_CLERK)
        assert bool(row.raising_group_id) is (role is Role.CONVENER)
        assert row.raising_group_id == row.sector_group_id

    @pytest.mark.parametrize("kind", [Organisation.SPECIAL_COMMITTEE, Organisation.GROUP])
    def test_the_office_chooses_the_body_and_its_people_are_told(
        self, open_screen: OpenScreen, session: Session, make: Make, kind: Organisation
    ) -> None:
        special, group = make.special_committee(), make.group()
        person, name = {
            Organisation.SPECIAL_COMMITTEE: (
                make.actor(Role.SPECIAL_COMMITTEE_CLERK, special),
                special.name,
            ),
            Organisation.GROUP: (make.actor(Role.CONVENER, group), group.name),
        }[kind]
        at = open_screen(make.actor(Role.CLERK), SCREEN, new="1")
        write(at)
        who = next(one for one in at.segmented_control if one.label == "反映人")
        who.set_value(Submitter.ORGANISATION).run()
        next(box for box in at.selectbox if box.label == "单位类别").set_value(kind).run()
        next(box for box in at.selectbox if box.label == "单位").set_value(name).run()
        press(at, "提交")

        row = session.exec(select(Matter)).one()
        assert not at.exception
        assert row.organisation == name
        assert steps.raisers(session, row) == {person.account_id}
        assert "《关于示例的建议》现状态：已提交" in news(session, open_screen, person)

    def test_a_name_that_the_office_does_not_know_can_be_kept(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        typed = draft(
            make,
            submitter=Submitter.ORGANISATION,
            organisation_kind=Organisation.SPECIAL_COMMITTEE,
            organisation="上届专委会",
        )
        row = service.take_up(session, clerk, typed, make.home().id)
        session.commit()
        at = open_screen(clerk, SCREEN, id=str(row.id))
        at.session_state[f"opinions.tabs.{row.id}"] = "修改"
        at.run()

        press(at, "保存")

        session.refresh(row)
        assert not at.exception
        assert (row.organisation, row.special_committee_id) == ("上届专委会", None)
        assert row.state is State.SUBMITTED
