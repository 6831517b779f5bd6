"""The screens of accounts and of the trail."""

import pytest
from sqlmodel import Session, col, select

from core import clock
from core.accounts import passwords
from core.accounts.models import Account, RoleGrant
from core.audit import labels
from core.audit import service as audit
from core.audit.models import AuditEntry
from core.audit.service import Entry
from core.i18n import CHINESE, translate
from core.permissions import Actor, Role
from core.tables import ALL
from db.base import metadata
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def boss(make: Make) -> Actor:
    return make.actor(Role.ADMINISTRATOR)


def press(at: Browser, label: str) -> None:
    next(one for one in at.button if one.label == label).click().run()


class TestAccounts:
    def test_a_new_account_shows_its_password_once(
        self, open_screen: OpenScreen, boss: Actor, session: Session
    ) -> None:
        at = open_screen(boss, "office/accounts")
        at.selectbox(key="accounts.create.role").select(Role.CLERK).run()
        next(box for box in at.text_input if box.label.startswith("用户名")).set_value("lisi")
        next(box for box in at.text_input if box.label.startswith("姓名")).set_value("用户李")

        press(at, "创建")

        account = session.exec(select(Account).where(Account.username == "lisi")).one()
        shown = [code.value for code in at.code]
        assert shown[0] == "lisi"
        assert passwords.matches(shown[1], account.password_hash)
        press(at, "已告知本人")
        assert not at.code

    def test_a_refusal_stands_at_its_field(self, open_screen: OpenScreen, boss: Actor) -> None:
        at = open_screen(boss, "office/accounts")
        next(box for box in at.text_input if box.label.startswith("用户名")).set_value("-")
        next(box for box in at.text_input if box.label.startswith("姓名")).set_value("用户李")

        press(at, "创建")

        assert "用户名为2至64个" in at.error[0].value

    def test_only_places_in_the_own_scope_are_offered(
        self, open_screen: OpenScreen, make: Make, boss: Actor
    ) -> None:
        own, other = make.studio(), make.studio(committee_id=make.committee().id)
        at = open_screen(boss, "office/accounts")

        at.selectbox(key="accounts.create.role").select(Role.STUDIO_LEAD).run()

        assert at.selectbox(key="accounts.create.studio").options == [own.name]
        assert other.name not in at.selectbox(key="accounts.create.studio").options

    def test_disabling_and_enabling(
        self, open_screen: OpenScreen, make: Make, boss: Actor, session: Session
    ) -> None:
        clerk = make.actor(Role.CLERK)
        at = open_screen(boss, "office/accounts", id=str(clerk.account_id))

        at.button(key="accounts.disable").click().run()
        session.rollback()
        disabled = session.get_one(Account, clerk.account_id).disabled_at
        session.rollback()  # an open look would hold the writer up
        at.button(key="accounts.enable").click().run()

        session.rollback()
        assert disabled
        assert session.get_one(Account, clerk.account_id).disabled_at is None

    def test_a_role_is_taken_away(
        self, open_screen: OpenScreen, make: Make, boss: Actor, session: Session
    ) -> None:
        clerk = make.actor(Role.CLERK)
        held = session.exec(select(RoleGrant).where(RoleGrant.account_id == clerk.account_id)).one()
        at = open_screen(boss, "office/accounts", id=str(clerk.account_id))

        at.button(key=f"accounts.revoke.{held.id}").click().run()

        session.rollback()
        assert not session.exec(
            select(RoleGrant).where(RoleGrant.account_id == clerk.account_id)
        ).all()

    def test_an_auditor_reads_without_buttons(self, open_screen: OpenScreen, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        at = open_screen(make.actor(Role.AUDITOR), "office/accounts", id=str(clerk.account_id))

        assert not at.exception
        assert not {"立即停用", "立即重置", "收回", "授予"} & {one.label for one in at.button}

    def test_an_account_elsewhere_is_not_told_from_none(
        self, open_screen: OpenScreen, make: Make, boss: Actor
    ) -> None:
        elsewhere = make.committee()
        other = make.actor(Role.CLERK, elsewhere, elsewhere)

        at = open_screen(boss, "office/accounts", id=str(other.account_id))

        assert not at.exception
        assert other.name not in at.words


class TestTrail:
    @pytest.fixture
    def auditor(self, make: Make) -> Actor:
        return make.actor(Role.AUDITOR)

    @pytest.fixture
    def entries(self, session: Session, make: Make) -> list[AuditEntry]:
        clerk, home = make.actor(Role.CLERK), make.home().id
        for number in range(3):
            told = Entry("studio:registered", "studio", number, f"工作室{number}", home)
            audit.record(session, clerk, told)
        session.flush()
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.id))))

    def test_shows_entries_in_words(
        self, open_screen: OpenScreen, auditor: Actor, entries: list[AuditEntry]
    ) -> None:
        at = open_screen(auditor, "office/trail")

        assert list(at.dataframe[0].value["操作"]) == ["委员工作室 · 登记"] * 3

    def test_leaves_other_committees_out(
        self,
        open_screen: OpenScreen,
        auditor: Actor,
        entries: list[AuditEntry],
        make: Make,
        session: Session,
    ) -> None:
        elsewhere = make.committee()
        audit.record(session, None, Entry("studio:opened", "studio", 9, "别处", elsewhere.id))

        at = open_screen(auditor, "office/trail")

        assert "别处" not in list(at.dataframe[0].value["对象"])

    def test_filters_by_subject_and_day(
        self, open_screen: OpenScreen, auditor: Actor, entries: list[AuditEntry]
    ) -> None:
        at = open_screen(auditor, "office/trail", about="工作室1")
        assert list(at.dataframe[0].value["对象"]) == ["工作室1"]

        at.date_input(key="until").set_value(clock.today().replace(year=2020)).run()

        assert not at.dataframe

    def test_says_that_the_trail_is_whole(
        self, open_screen: OpenScreen, auditor: Actor, entries: list[AuditEntry]
    ) -> None:
        at = open_screen(auditor, "office/trail")

        at.button(key="trail.verify").click().run()

        assert "日志完整" in at.success[0].value

    def test_names_the_entry_that_was_changed(
        self,
        open_screen: OpenScreen,
        auditor: Actor,
        entries: list[AuditEntry],
        session: Session,
    ) -> None:
        entries[1].subject_name = "改过"
        at = open_screen(auditor, "office/trail")

        at.button(key="trail.verify").click().run()

        assert "断链" in at.error[0].value

    def test_notices_entries_taken_from_the_end(
        self,
        open_screen: OpenScreen,
        auditor: Actor,
        entries: list[AuditEntry],
        session: Session,
    ) -> None:
        session.delete(entries[2])
        at = open_screen(auditor, "office/trail")

        at.button(key="trail.verify").click().run()

        assert "缺失" in at.error[0].value


def test_each_column_has_a_name_in_the_trail() -> None:
    assert ALL
    quiet = {
        "audit_entry", "audit_head", "committee_tree", "cookie_ticket", "paper_pass", "request_key",
        "revision", "setup_code", "sign_in_session",
    }  # fmt: skip
    names = {
        column.name
        for table in metadata().tables.values()
        if table.name not in quiet
        for column in table.columns
    }

    assert names - set(labels.FIELDS) == set()


@pytest.mark.parametrize(
    "label", sorted({*labels.FIELDS.values(), *labels.VERBS.values(), *labels.CONCEPTS.values()})
)
def test_each_name_is_said_in_chinese(label: str) -> None:
    assert translate(label, CHINESE) != label


def test_a_misspelt_name_is_corrected(
    session: Session, open_screen: OpenScreen, make: Make
) -> None:
    account = make.account(name="张叁", committee_id=make.home().id)
    at = open_screen(make.actor(Role.ADMINISTRATOR), "office/accounts", id=str(account.id))

    next(one for one in at.text_input if one.label == "姓名").set_value("张三")
    next(one for one in at.button if one.label == "保存").click().run()

    assert not at.exception
    session.refresh(account)
    assert account.name == "张三"
