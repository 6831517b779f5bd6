"""Changes to accounts and their roles."""

import pytest
from sqlmodel import Session, col, select

from core.accounts import grants, passwords, queries, sessions
from core.accounts import service as accounts
from core.accounts.drafts import AccountDraft, GrantDraft
from core.accounts.models import Account, RoleGrant
from core.accounts.queries import AccountFilter, AccountState
from core.accounts.sessions import Client
from core.audit.models import AuditEntry
from core.errors import NotFound, NotPermitted, RuleBroken
from core.permissions import GRANTABLE, Actor, Permission, Role, lacking
from tests.factories import Make

PASSWORD, BIND = "Kx7-mountain", "b" * 43


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def boss(make: Make) -> Actor:
    return make.actor(Role.ADMINISTRATOR)


def draft(make: Make, *given: GrantDraft, username: str = "lisi") -> AccountDraft:
    held = given or (GrantDraft(Role.CLERK, make.home().id),)
    return AccountDraft(username, "用户李", make.home().id, grants=held)


def last_action(session: Session) -> str:
    return session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).all()[0].action


def row(session: Session, account_id: int) -> Account:
    return session.exec(select(Account).where(Account.id == account_id)).one()


class TestCreate:
    @pytest.mark.parametrize("role", lacking(Permission.ACCOUNT_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            accounts.create(session, make.actor(role), draft(make))

    def test_gives_a_one_time_password(self, session: Session, make: Make, boss: Actor) -> None:
        access = accounts.create(session, boss, draft(make))

        account = row(session, access.account_id)
        assert passwords.matches(access.password, account.password_hash)
        assert account.must_change_password
        assert account.first_password_until is not None
        assert last_action(session) == "account:created"

    def test_the_password_is_in_no_entry(self, session: Session, make: Make, boss: Actor) -> None:
        access = accounts.create(session, boss, draft(make))

        told = "".join(str(one.model_dump()) for one in session.exec(select(AuditEntry)))
        assert access.password not in told

    @pytest.mark.parametrize("typed", ["LiSi", "ｌｉｓｉ", " lisi "])
    def test_a_user_name_is_taken_in_every_spelling(
        self, typed: str, session: Session, make: Make, boss: Actor
    ) -> None:
        accounts.create(session, boss, draft(make))

        with pytest.raises(RuleBroken, match="taken") as refused:
            accounts.create(session, boss, draft(make, username=typed))
        assert refused.value.field == "username"

    @pytest.mark.parametrize("typed", ["", "x", "-x-", "a b", "x" * 65, "a/b", "<b>"])
    def test_refuses_a_user_name_that_is_hard_to_type(
        self, typed: str, session: Session, make: Make, boss: Actor
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            accounts.create(session, boss, draft(make, username=typed))
        assert refused.value.field == "username"

    def test_refuses_another_committee(self, session: Session, make: Make, boss: Actor) -> None:
        elsewhere = make.committee()

        typed = AccountDraft(
            "lisi", "用户李", elsewhere.id, grants=(GrantDraft(Role.CLERK, elsewhere.id),)
        )

        with pytest.raises(NotFound):
            accounts.create(session, boss, typed)

    def test_refuses_a_place_out_of_scope(self, session: Session, make: Make, boss: Actor) -> None:
        studio = make.studio(committee_id=make.committee().id)

        with pytest.raises(RuleBroken) as refused:
            accounts.create(session, boss, draft(make, GrantDraft(Role.STUDIO_LEAD, studio.id)))
        assert refused.value.field == "scope"

    def test_refuses_a_place_that_does_not_exist(
        self, session: Session, make: Make, boss: Actor
    ) -> None:
        with pytest.raises(RuleBroken):
            accounts.create(session, boss, draft(make, GrantDraft(Role.CONVENER, 99_999)))

    def test_an_auditor_holds_no_other_role(
        self, session: Session, make: Make, boss: Actor
    ) -> None:
        home = make.home().id
        both = GrantDraft(Role.AUDITOR, home), GrantDraft(Role.CLERK, home)

        with pytest.raises(RuleBroken, match="auditor"):
            accounts.create(session, boss, draft(make, *both))


class TestGrants:
    @pytest.mark.parametrize("role", [one for one in GRANTABLE if one is not Role.AUDITOR])
    def test_each_role_is_granted_in_its_own_place(
        self, role: Role, session: Session, make: Make, boss: Actor
    ) -> None:
        model = make.actor(role).grants[0]
        account = make.account(committee_id=make.home().id)

        granted = grants.grant(session, boss, account.id, GrantDraft(role, model.scope_id))

        assert sessions._grant(granted) == model
        assert last_action(session) == "account:role granted"

    def test_the_same_role_is_granted_once(self, session: Session, make: Make, boss: Actor) -> None:
        account = make.account(committee_id=make.home().id)
        clerk = GrantDraft(Role.CLERK, make.home().id)
        grants.grant(session, boss, account.id, clerk)

        with pytest.raises(RuleBroken, match="already"):
            grants.grant(session, boss, account.id, clerk)

    @pytest.mark.parametrize("role", lacking(Permission.ACCOUNT_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        account = make.account(committee_id=make.home().id)

        with pytest.raises(NotPermitted):
            grants.grant(
                session, make.actor(role), account.id, GrantDraft(Role.CLERK, make.home().id)
            )

    def test_a_lower_administrator_cannot_rise(self, session: Session, make: Make) -> None:
        lower = make.township()
        boss = make.actor(Role.ADMINISTRATOR, lower, lower)

        with pytest.raises(RuleBroken):
            grants.grant(
                session, boss, boss.account_id, GrantDraft(Role.ADMINISTRATOR, make.home().id)
            )

    def test_a_role_can_be_taken_away(self, session: Session, make: Make, boss: Actor) -> None:
        clerk = make.actor(Role.CLERK)
        held = session.exec(select(RoleGrant).where(RoleGrant.account_id == clerk.account_id)).one()

        grants.revoke(session, boss, held.id)

        assert last_action(session) == "account:role revoked"
        assert not session.exec(
            select(RoleGrant).where(RoleGrant.account_id == clerk.account_id)
        ).all()

    def test_a_role_out_of_scope_is_not_found(
        self, session: Session, make: Make, boss: Actor
    ) -> None:
        elsewhere = make.committee()
        clerk = make.actor(Role.CLERK, elsewhere, elsewhere)
        held = session.exec(select(RoleGrant).where(RoleGrant.account_id == clerk.account_id)).one()

        with pytest.raises(NotFound):
            grants.revoke(session, boss, held.id)


class TestLastAdministrator:
    def test_keeps_the_role(self, session: Session, boss: Actor) -> None:
        held = session.exec(select(RoleGrant)).one()

        with pytest.raises(RuleBroken, match="last administrator"):
            grants.revoke(session, boss, held.id)

    def test_cannot_be_disabled_from_above_unless_above_stays(
        self, session: Session, make: Make, boss: Actor
    ) -> None:
        lower = make.township()
        below = make.actor(Role.ADMINISTRATOR, lower, lower)

        accounts.disable(session, boss, below.account_id)

        assert row(session, below.account_id).disabled_at

    def test_a_disabled_one_does_not_count(self, session: Session, make: Make, boss: Actor) -> None:
        second = make.actor(Role.ADMINISTRATOR)
        accounts.disable(session, boss, second.account_id)
        held = session.exec(select(RoleGrant).where(RoleGrant.account_id == boss.account_id)).one()

        with pytest.raises(RuleBroken, match="last administrator"):
            grants.revoke(session, boss, held.id)


class TestManage:
    @pytest.mark.parametrize(
        ("change", "action"),
        [
            (accounts.disable, "account:disabled"),
            (accounts.reset_password, "account:password reset"),
        ],
    )
    def test_ends_the_sessions_at_once(
        self, change: object, action: str, session: Session, make: Make, boss: Actor
    ) -> None:
        clerk = make.actor(Role.CLERK)
        token = sessions.open_session(session, clerk.account_id, BIND, Client())
        session.flush()

        change(session, boss, clerk.account_id)  # type: ignore[operator]  # either service

        assert not sessions.is_live(session, token, BIND)
        assert last_action(session) == action

    @pytest.mark.parametrize("change", [accounts.disable, accounts.enable, accounts.reset_password])
    def test_out_of_scope_is_not_found(
        self, change: object, session: Session, make: Make, boss: Actor
    ) -> None:
        elsewhere = make.committee()
        other = make.actor(Role.CLERK, elsewhere, elsewhere)

        with pytest.raises(NotFound):
            change(session, boss, other.account_id)  # type: ignore[operator]  # any service

    def test_an_account_with_roles_above_is_left_alone(self, session: Session, make: Make) -> None:
        lower = make.township()
        boss = make.actor(Role.ADMINISTRATOR, lower, lower)
        upper = make.actor(Role.ADMINISTRATOR)
        row(session, upper.account_id).committee_id = lower.id
        session.flush()

        with pytest.raises(RuleBroken, match="beyond"):
            accounts.reset_password(session, boss, upper.account_id)

    def test_nobody_disables_himself(self, session: Session, make: Make, boss: Actor) -> None:
        make.actor(Role.ADMINISTRATOR)

        with pytest.raises(RuleBroken, match="own account"):
            accounts.disable(session, boss, boss.account_id)

    def test_enabling_opens_again(self, session: Session, make: Make, boss: Actor) -> None:
        clerk = make.actor(Role.CLERK)
        accounts.disable(session, boss, clerk.account_id)

        accounts.enable(session, boss, clerk.account_id)

        assert row(session, clerk.account_id).disabled_at is None
        assert last_action(session) == "account:enabled"


class TestOwnPassword:
    @pytest.fixture
    def clerk(self, session: Session, make: Make) -> Actor:
        actor = make.actor(Role.CLERK)
        row(session, actor.account_id).password_hash = passwords.hashed(PASSWORD)
        session.flush()
        return actor

    def test_is_changed_with_the_old_one(self, session: Session, clerk: Actor) -> None:
        accounts.change_own_password(session, clerk, PASSWORD, "Lq4-riverside")

        assert passwords.matches("Lq4-riverside", row(session, clerk.account_id).password_hash)
        assert last_action(session) == "account:password changed"

    def test_is_not_changed_without_it(self, session: Session, clerk: Actor) -> None:
        with pytest.raises(RuleBroken) as refused:
            accounts.change_own_password(session, clerk, "wrong", "Lq4-riverside")
        assert refused.value.field == "old"

    def test_is_another_one(self, session: Session, clerk: Actor) -> None:
        with pytest.raises(RuleBroken, match="other than"):
            accounts.change_own_password(session, clerk, PASSWORD, PASSWORD)

    def test_ends_the_other_sessions(self, session: Session, clerk: Actor) -> None:
        own = sessions.open_session(session, clerk.account_id, BIND, Client())
        other = sessions.open_session(session, clerk.account_id, BIND, Client())
        session.flush()
        here = sessions.actor_of(session, own, BIND)
        assert here is not None

        accounts.change_own_password(session, here, PASSWORD, "Lq4-riverside")

        assert sessions.is_live(session, own, BIND)
        assert not sessions.is_live(session, other, BIND)


class TestListing:
    def test_shows_the_own_scope_only(self, session: Session, make: Make, boss: Actor) -> None:
        elsewhere = make.committee()
        make.actor(Role.CLERK, elsewhere, elsewhere)
        below = make.township()
        clerk = make.actor(Role.CLERK, below, below)

        rows = queries.listing(session, boss, AccountFilter())

        assert {one.id for one in rows} == {boss.account_id, clerk.account_id}
        assert queries.total(session, boss, AccountFilter()) == 2

    def test_filters_by_text_role_and_state(
        self, session: Session, make: Make, boss: Actor
    ) -> None:
        clerk = make.actor(Role.CLERK)
        accounts.disable(session, boss, clerk.account_id)
        name = row(session, clerk.account_id).name

        def found(**only: object) -> list[int]:
            rows = queries.listing(session, boss, AccountFilter(**only))  # type: ignore[arg-type]  # any filter
            return [one.id for one in rows]

        assert found(text=name) == [clerk.account_id]
        assert found(role=Role.ADMINISTRATOR) == [boss.account_id]
        assert found(state=AccountState.DISABLED) == [clerk.account_id]
        assert found(text="%") == []

    def test_names_the_places_of_the_roles(self, session: Session, make: Make, boss: Actor) -> None:
        studio = make.studio()
        lead = make.actor(Role.STUDIO_LEAD, studio)

        held = queries.grants_of(session, boss, [lead.account_id])

        assert [(one.role, one.place) for one in held] == [(Role.STUDIO_LEAD, studio.name)]

    @pytest.mark.parametrize("role", lacking(Permission.ACCOUNT_READ))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            queries.listing(session, make.actor(role), AccountFilter())
