"""Our own addresses: health, the session cookie, files."""

from collections.abc import Iterator
from secrets import token_hex
from urllib.parse import quote

import pytest
from sqlmodel import Session

from core import clock
from core.accounts import cookies as names
from core.accounts import sessions, tickets
from core.accounts.models import Account, RoleGrant, SignInSession
from core.files import storage
from core.files.models import Attachment, FileOwner
from core.permissions import Role
from tests.factories import Make
from tests.pages.web.conftest import Browser
from tests.wire import Wire


@pytest.fixture
def db(house: str) -> Iterator[Session]:
    from db.session import engine

    with Session(engine()) as session:
        yield session


def test_health_says_ok_and_nothing_else(visitor: Browser) -> None:
    answer = visitor.ask("/healthz")

    assert (answer.status, answer.body) == (200, b'{"status":"ok"}')


def test_a_ticket_brings_the_session_cookie_once(visitor: Browser, db: Session) -> None:
    ticket = tickets.issue(db, "the-token", visitor.cookies[names.BIND])
    db.commit()

    first = visitor.ask(f"/auth/cookie?t={ticket}")
    second = visitor.ask(f"/auth/cookie?t={ticket}")

    assert (first.status, second.status) == (204, 410)
    assert visitor.cookies[names.SESSION] == "the-token"
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Lax" in first.headers["set-cookie"]
    assert first.headers["cache-control"] == "no-store"


def test_an_empty_ticket_takes_the_cookie_away(clerk: Browser, db: Session) -> None:
    ticket = tickets.issue(db, "", clerk.cookies[names.BIND])
    db.commit()

    clerk.ask(f"/auth/cookie?t={ticket}")

    assert names.SESSION not in clerk.cookies


def test_nobody_signs_another_browser_in_or_out_by_a_link(
    clerk: Browser, visitor: Browser, db: Session
) -> None:
    own = clerk.cookies[names.SESSION]
    enter = tickets.issue(db, "the-token", visitor.cookies[names.BIND])
    leave = tickets.issue(db, "", visitor.cookies[names.BIND])
    db.commit()

    answers = [clerk.ask(f"/auth/cookie?t={ticket}") for ticket in (enter, leave)]

    assert [answer.status for answer in answers] == [410, 410]
    assert clerk.cookies[names.SESSION] == own


@pytest.mark.parametrize("ticket", ["", "x", "%00", "'; DROP TABLE cookie_ticket; --", "x" * 5000])
def test_what_is_no_ticket_brings_nothing(visitor: Browser, ticket: str) -> None:
    answer = visitor.ask(f"/auth/cookie?t={quote(ticket, safe='%')}")

    assert answer.status == 410
    assert "set-cookie" not in answer.headers


def test_a_reload_signs_in_again(clerk: Browser) -> None:
    with Wire(clerk.base, clerk.cookies) as first:
        first.open()

    with Wire(clerk.base, clerk.cookies) as reloaded:
        shown = reloaded.open()

    assert reloaded.session_id != first.session_id
    assert "用户001" in shown.text


def test_signing_out_elsewhere_ends_the_open_screen_at_its_next_run(
    clerk: Browser, db: Session
) -> None:
    with Wire(clerk.base, clerk.cookies) as wire:
        assert "用户001" in wire.open().text

        sessions.close(db, clerk.cookies[names.SESSION])
        db.commit()

        assert "用户001" not in wire.open().text


@pytest.fixture
def papers(db: Session) -> dict[str, int]:
    """A photo and a document of an activity, by kind; made anew for each test."""
    make = Make(db)
    committee = make.committee(code=token_hex(4))
    activity = make.activity(committee_id=committee.id)
    kept: dict[str, int] = {"committee": committee.id}
    for name, media_type in (("活动 照片.jpg", "image/jpeg"), ("说明.pdf", "application/pdf")):
        row = make.save(
            Attachment(
                committee_id=committee.id,
                owner_kind=FileOwner.ACTIVITY,
                owner_id=activity.id,
                name=name,
                media_type=media_type,
                size_bytes=5,
                sha256="0" * 64,
                stored_as=storage.keep(b"bytes"),
            )
        )
        kept[media_type] = row.id
    db.commit()
    return kept


def give_role(db: Session, browser: Browser, role: Role, committee_id: int) -> None:
    """Give the account that a browser is signed in with a role over a committee."""
    visit = sessions.find(db, browser.cookies[names.SESSION])
    assert visit is not None
    db.add(
        RoleGrant(
            account_id=visit.actor.account_id,
            role=role,
            scope_key=f"committee/{committee_id}",
            committee_id=committee_id,
        )
    )
    db.commit()


def test_a_photo_shows_in_the_page_and_a_document_is_saved(
    clerk: Browser, db: Session, papers: dict[str, int]
) -> None:
    give_role(db, clerk, Role.CLERK, papers["committee"])

    photo = clerk.ask(f"/files/{papers['image/jpeg']}")
    document = clerk.ask(f"/files/{papers['application/pdf']}")

    assert (photo.status, photo.body) == (200, b"bytes")
    assert photo.headers["content-disposition"].startswith("inline;")
    assert document.headers["content-disposition"] == (
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E8%AF%B4%E6%98%8E.pdf"
    )
    for answer in (photo, document):
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "no-store" in answer.headers["cache-control"]


def test_a_file_is_nobodys_but_those_who_may_see_what_it_belongs_to(
    clerk: Browser, visitor: Browser, papers: dict[str, int]
) -> None:
    path = f"/files/{papers['application/pdf']}"

    assert visitor.ask(path).status == 403
    assert clerk.ask(path).status == 404  # signed in, with no role that reaches there
    for nothing in (999999, 2**31, 2**63, 10**30):
        assert clerk.ask(f"/files/{nothing}").status == 404


def test_a_session_cookie_in_another_browser_opens_nothing(
    clerk: Browser, visitor: Browser, db: Session, papers: dict[str, int]
) -> None:
    give_role(db, clerk, Role.CLERK, papers["committee"])
    visitor.cookies[names.SESSION] = clerk.cookies[names.SESSION]

    assert visitor.ask(f"/files/{papers['image/jpeg']}").status == 403


def test_a_one_time_password_opens_no_file(
    clerk: Browser, db: Session, papers: dict[str, int]
) -> None:
    give_role(db, clerk, Role.CLERK, papers["committee"])
    visit = sessions.find(db, clerk.cookies[names.SESSION])
    assert visit is not None
    account = db.get(Account, visit.actor.account_id)
    assert account is not None
    account.must_change_password = True
    db.commit()

    assert clerk.ask(f"/files/{papers['image/jpeg']}").status == 403


def test_a_cookie_that_is_not_tied_to_this_host_counts_for_nothing_over_https(
    clerk: Browser, db: Session, papers: dict[str, int]
) -> None:
    give_role(db, clerk, Role.CLERK, papers["committee"])
    path = f"/files/{papers['image/jpeg']}"
    planted = dict(clerk.cookies)
    tied = Browser(clerk.base, {f"__Host-{name}": value for name, value in planted.items()})

    assert clerk.ask(path, X_Forwarded_Proto="https").status == 403
    assert "__Host-lianxin_bind=" in clerk.ask("/", X_Forwarded_Proto="https").headers["set-cookie"]
    assert tied.ask(path, X_Forwarded_Proto="https").status == 200


def test_a_disabled_account_gets_no_more_files(
    clerk: Browser, db: Session, papers: dict[str, int]
) -> None:
    give_role(db, clerk, Role.CLERK, papers["committee"])
    visit = sessions.find(db, clerk.cookies[names.SESSION])
    assert visit is not None
    account = db.get(Account, visit.actor.account_id)
    assert account is not None
    account.disabled_at = clock.now()
    db.commit()

    assert clerk.ask(f"/files/{papers['image/jpeg']}").status == 403
    assert db.get(SignInSession, visit.actor.session_id) is not None  # the row alone does not help
