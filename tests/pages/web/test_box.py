"""The pages for citizens over real HTTP: what they keep, what they refuse, what they tell."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import time, timedelta
from html import unescape
from itertools import count
from secrets import token_hex
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, col, func, select

from core import clock
from core.accounts import cookies as names
from core.box import boxes, entries, receipts
from core.box.models import Box, BoxEntry
from core.files.models import Attachment, FileOwner
from core.permissions import Actor, Grant, Role
from core.studios.models import Rota, RotaRule
from db.settings import settings
from pages._web import tokens
from pages._web.guard import Refused, check_public
from tests.core.files import samples
from tests.factories import Make
from tests.pages.web.conftest import Answer, Browser
from tests.pages.web.test_routes import give_role

WORDS = "示例小区门口的路灯坏了三天，晚上看不清路。"
IDENTITY = "11010519491231002X"
_ADDRESS = count(1)


@dataclass
class Citizen:
    """Somebody with a telephone, at an address of their own."""

    browser: Browser
    code: str
    notice_id: int
    address: str = field(default_factory=lambda: f"198.51.100.{next(_ADDRESS)}")

    def open(self, path: str = "") -> Answer:
        """Open the form, or another page."""
        return self.browser.ask(path or self.path, X_Forwarded_For=self.address)

    @property
    def path(self) -> str:
        """Where the box is."""
        return f"/b/{self.code}"

    def token(self, path: str = "", seconds_ago: int = 60) -> str:
        """A token of the page as the server would have given it some time ago."""
        with time_machine.travel(clock.now() - timedelta(seconds=seconds_ago), tick=False):
            made = tokens.fresh(path or self.path, 0 if path else self.notice_id)
        return made.sealed(names.read(self.browser.cookies, names.FORM))

    def send(self, photo: bytes = b"", /, path: str = "", **given: str) -> Answer:
        """Send the form, filled in as it should be unless said otherwise."""
        usual = {"words": WORDS, "consents": "yes"}
        fields = {**usual, "token": self.token(path), **given}
        body, kind = multipart({key: value for key, value in fields.items() if value}, photo)
        return self.post(path or self.path, body, Content_Type=kind)

    def post(self, path: str, body: bytes, **headers: str) -> Answer:
        """Post something, as a browser does from a page of this server."""
        usual = {"Origin": self.browser.base, "X_Forwarded_For": self.address}
        return self.browser.ask(path, "POST", body, **usual | headers)

    def look(self, receipt: str, do: str = "look", sure: str = "") -> Answer:
        """Look a receipt up, or do something with it."""
        return self.send(path="/r", words="", consents="", receipt=receipt, do=do, sure=sure)


def multipart(fields: dict[str, str], photo: bytes) -> tuple[bytes, str]:
    """A form as browsers send it."""
    mark = f"----{token_hex(8)}"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if photo:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="photo"; filename="路灯.jpg"'
        parts.append(f"{head}\r\nContent-Type: image/jpeg\r\n\r\n".encode() + photo + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def read(answer: Answer) -> str:
    return unescape(answer.body.decode())


def receipt_in(answer: Answer) -> str:
    found = re.search(r"\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\b", read(answer))
    return found[0] if found else ""


@pytest.fixture
def db(house: str) -> Iterator[Session]:
    from db.session import engine

    with Session(engine(), expire_on_commit=False) as session:
        yield session


@pytest.fixture
def actor(db: Session) -> Actor:
    make = Make(db)
    committee = make.committee(code=token_hex(4), name="示例县政协")
    account = make.account(username=f"clerk-{token_hex(4)}", committee_id=committee.id)
    grant = Grant(Role.CLERK, committee.id, committee.id)
    return Actor(account.id, account.name, account.language, (grant,))


@pytest.fixture
def citizen(house: str, db: Session, actor: Actor) -> Citizen:
    """A citizen before the open box of a studio, with the form on the screen."""
    committee_id = actor.grants[0].committee_id
    studio = Make(db).studio(committee_id=committee_id, code=token_hex(4), name="示例路工作室")
    box = boxes.open_box(db, actor, studio.id)
    db.commit()
    found = Citizen(Browser(house), box.code, entries.open_at(db, box.code).notice.id)
    db.rollback()  # who only looked must not keep the server from writing
    found.open()
    return found


def kept(db: Session, citizen: Citizen) -> list[BoxEntry]:
    db.rollback()
    box_id = db.exec(select(Box.id).where(Box.code == citizen.code)).one()
    found = list(db.exec(select(BoxEntry).where(col(BoxEntry.box_id) == box_id)))
    db.expunge_all()  # what was read stays readable when the look is over
    db.rollback()
    return found


def last_file(db: Session) -> int:
    found = db.exec(select(func.max(Attachment.id))).one()
    db.rollback()
    assert found is not None
    return found


class TestForm:
    def test_shows_the_studio_and_the_notice_with_an_unticked_consent(
        self, citizen: Citizen
    ) -> None:
        answer = citizen.open()
        told = read(answer)

        assert answer.status == 200
        assert "示例路工作室" in told
        assert "国家秘密" in told
        assert 'name="consents"' in told
        assert "checked" not in told
        assert "第1版" in told

    def test_speaks_english_by_a_link(self, citizen: Citizen) -> None:
        assert f'href="{citizen.path}?l=en"' in read(citizen.open())
        told = read(citizen.open(f"{citizen.path}?l=en"))

        assert "What would you like to tell us?" in told
        assert not re.search(r"[一-鿿]", re.sub("示例路工作室|中文|示例县政协", "", told))

    def test_needs_no_script_and_lets_none_in(self, citizen: Citizen) -> None:
        answer = citizen.open()

        assert b"<script" not in answer.body
        assert b"style=" not in answer.body
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "script-src" not in policy
        assert answer.headers["cache-control"] == "no-store"

    def test_gives_a_citizen_one_cookie_that_scripts_cannot_read(self, citizen: Citizen) -> None:
        line = citizen.open().headers["set-cookie"]

        assert set(citizen.browser.cookies) == {names.FORM}
        assert "HttpOnly" in line
        assert "SameSite=Lax" in line

    def test_a_code_that_never_was_looks_like_a_box_that_is_closed(
        self, citizen: Citizen, db: Session, actor: Actor
    ) -> None:
        boxes.close_box(db, actor, entries.open_at(db, citizen.code).studio_id)
        db.commit()

        closed = citizen.open()
        unknown = citizen.open(f"/b/{boxes.fresh_code()}")

        assert (closed.status, unknown.status) == (404, 404)
        plain = re.sub(rb"/b/[^\"?]*", b"", closed.body)
        assert plain == re.sub(rb"/b/[^\"?]*", b"", unknown.body)
        assert citizen.send().status == 404


class TestSending:
    def test_keeps_it_and_shows_the_receipt_once(self, citizen: Citizen, db: Session) -> None:
        answer = citizen.send(name="居民甲", phone="138 0000 0001")

        receipt = receipt_in(answer)
        (row,) = kept(db, citizen)
        assert answer.status == 200
        assert row.words == WORDS
        assert row.receipt_hash == receipts.hashed(receipt)
        assert "居民甲" not in row.name
        assert receipt_in(citizen.open()) == ""

    def test_a_double_click_counts_once_and_both_answers_show_the_receipt(
        self, citizen: Citizen, db: Session
    ) -> None:
        token = citizen.token()

        first, second = citizen.send(token=token), citizen.send(token=token)

        assert receipt_in(first) == receipt_in(second) != ""
        assert len(kept(db, citizen)) == 1

    def test_keeps_a_photo_that_was_drawn_anew(self, citizen: Citizen, db: Session) -> None:
        answer = citizen.send(samples.photo_with_place())

        assert receipt_in(answer)
        (row,) = kept(db, citizen)
        wanted = select(Attachment).where(
            Attachment.owner_kind == FileOwner.BOX_ENTRY, Attachment.owner_id == row.id
        )
        assert db.exec(wanted).one().media_type == "image/jpeg"

    @pytest.mark.parametrize("data", [samples.PDF, b"MZ\x90\x00" * 100, b"\xff\xd8\xff broken"])
    def test_takes_no_file_but_a_photo(self, citizen: Citizen, db: Session, data: bytes) -> None:
        answer = citizen.send(data)

        assert answer.status == 422
        assert 'id="error-photo"' in read(answer)
        assert kept(db, citizen) == []

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"consents": ""}, "consents"),
            ({"words": "太短"}, "words"),
            ({"words": "长" * 2001}, "words"),
            ({"words": f"{WORDS}{IDENTITY}"}, "words"),
            ({"name": IDENTITY}, "name"),
            ({"phone": IDENTITY}, "phone"),
            ({"phone": "123"}, "phone"),
            ({"website": "http://spam.example"}, "form"),
        ],
    )
    def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(
        self, citizen: Citizen, db: Session, given: dict[str, str], field: str
    ) -> None:
        answer = citizen.send(**{"name": "居民甲"} | given)

        assert answer.status == 422
        assert f'id="error-{field}"' in read(answer)
        assert (given.get("words") or WORDS) in read(answer)
        assert kept(db, citizen) == []

    def test_what_is_sent_within_three_seconds_is_no_person(
        self, citizen: Citizen, db: Session
    ) -> None:
        answer = citizen.send(token=citizen.token(seconds_ago=0))

        assert answer.status == 422
        assert kept(db, citizen) == []

    def test_a_token_is_good_in_its_browser_on_its_page_and_for_two_hours(
        self, citizen: Citizen, db: Session
    ) -> None:
        stranger = Citizen(Browser(citizen.browser.base), citizen.code, citizen.notice_id)
        stranger.open()
        wrong = [
            "",
            "x",
            citizen.token()[:-1] + "x",
            citizen.token("/r"),
            citizen.token(seconds_ago=3 * 3600),
            stranger.token(),
        ]

        answers = [
            Citizen(citizen.browser, citizen.code, citizen.notice_id).send(token=one or "-")
            for one in wrong
        ]

        assert {answer.status for answer in answers} == {422}
        assert kept(db, citizen) == []

    def test_a_page_of_elsewhere_cannot_send_it(self, citizen: Citizen, db: Session) -> None:
        body, kind = multipart({"words": WORDS, "consents": "yes", "token": citizen.token()}, b"")

        foreign = citizen.post(citizen.path, body, Content_Type=kind, Origin="http://evil.example")

        assert foreign.status == 403
        assert kept(db, citizen) == []

    @pytest.mark.parametrize(
        "words", ["<script>alert(1)</script> 十个字以上的内容", "{{ 7*7 }} 十个字以上的内容在这"]
    )
    def test_what_is_typed_is_never_run(self, citizen: Citizen, words: str) -> None:
        answer = citizen.send(words=words, consents="")

        assert b"<script" not in answer.body
        assert words in read(answer)

    def test_a_body_that_is_too_large_is_not_read(self, citizen: Citizen) -> None:
        answer = citizen.post(citizen.path, b"", Content_Length=str(12 * 2**20))

        assert answer.status == 413
        assert citizen.post("/r", b"", Content_Length=str(2**20)).status == 413


class TestTooOften:
    def test_the_sixth_within_ten_minutes_is_asked_to_wait_and_loses_nothing(
        self, citizen: Citizen, db: Session
    ) -> None:
        answers = [citizen.send(consents="") for _n in range(5)]

        late = citizen.send()

        assert {answer.status for answer in answers} == {422}
        assert late.status == 429
        assert late.headers["retry-after"] == "600"
        assert WORDS in read(late)
        assert kept(db, citizen) == []

    def test_a_large_photo_is_not_even_read_then(self, citizen: Citizen) -> None:
        for _n in range(5):
            citizen.send(consents="")

        late = citizen.send(b"\xff\xd8\xff" + b"0" * 200_000)

        assert late.status == 429

    def test_others_can_still_write_but_five_for_one_box(
        self, citizen: Citizen, db: Session
    ) -> None:
        for _n in range(5):
            somebody = Citizen(Browser(citizen.browser.base), citizen.code, citizen.notice_id)
            somebody.open()
            assert somebody.send().status == 200

        assert citizen.send().status == 429
        assert len(kept(db, citizen)) == 5

    def test_receipts_cannot_be_tried_one_after_the_other(self, citizen: Citizen) -> None:
        receipt = receipt_in(citizen.send())
        guesses = [receipts.made_for(token_hex(8)) for _n in range(5)]

        tried = [citizen.look(guess).status for guess in guesses]

        assert tried == [404] * 5
        assert citizen.look(receipt).status == 429


@pytest.mark.on_both
class TestAtTheSameMoment:
    def test_a_form_sent_many_times_counts_once(self, citizen: Citizen, db: Session) -> None:
        token = citizen.token()

        with ThreadPoolExecutor(4) as several:
            answers = list(several.map(lambda _n: citizen.send(token=token), range(4)))

        assert {answer.status for answer in answers} == {200}
        assert len({receipt_in(answer) for answer in answers}) == 1
        assert len(kept(db, citizen)) == 1

    def test_five_go_into_a_box_and_no_more(self, citizen: Citizen, db: Session) -> None:
        crowd = [
            Citizen(Browser(citizen.browser.base), citizen.code, citizen.notice_id)
            for _n in range(8)
        ]
        for one in crowd:
            one.open()

        with ThreadPoolExecutor(8) as several:
            answers = list(several.map(lambda one: one.send(), crowd))

        assert sorted(answer.status for answer in answers) == [200] * 5 + [429] * 3
        assert len(kept(db, citizen)) == 5

    def test_an_address_knocks_five_times_and_no_more(self, citizen: Citizen) -> None:
        with ThreadPoolExecutor(8) as several:
            answers = list(several.map(lambda _n: citizen.send(consents=""), range(8)))

        assert sorted(answer.status for answer in answers) == [422] * 5 + [429] * 3


class TestReceipts:
    def test_tells_how_things_stand_and_not_what_was_written(self, citizen: Citizen) -> None:
        receipt = receipt_in(citizen.send(name="居民甲", phone="13800000001"))

        told = read(citizen.look(receipt.lower().replace("-", " ")))

        assert "已收到" in told
        assert "示例路工作室" in told
        for secret in (WORDS, "居民甲", "13800000001", "居**"):
            assert secret not in told

    def test_withdraws_what_was_written(self, citizen: Citizen, db: Session) -> None:
        receipt = receipt_in(citizen.send())

        unsure = citizen.look(receipt, "withdraw")
        assert kept(db, citizen)[0].words == WORDS
        answer = citizen.look(receipt, "withdraw", "yes")

        assert unsure.status == 200
        assert "已撤回" in read(answer)
        assert kept(db, citizen)[0].words == ""

    def test_deletes_name_and_number(self, citizen: Citizen, db: Session) -> None:
        receipt = receipt_in(citizen.send(name="居民甲"))

        answer = citizen.look(receipt, "forget", "yes")

        assert answer.status == 200
        assert kept(db, citizen)[0].name == ""
        assert kept(db, citizen)[0].words == WORDS

    def test_no_code_stands_in_an_address(self, citizen: Citizen) -> None:
        receipt = receipt_in(citizen.send())

        answer = citizen.open(f"/r?receipt={receipt}")

        assert "已收到" not in read(answer)
        assert receipt not in read(answer)


class TestNothingElse:
    def test_nothing_stored_is_told_without_the_receipt(
        self, citizen: Citizen, db: Session
    ) -> None:
        photo = samples.photo()
        citizen.send(photo, name="居民甲", phone="13800000001")
        file_id = last_file(db)
        paths = [citizen.path, "/r", "/", f"/files/{file_id}", "/poster/1", "/healthz", "/b/"]

        told = [citizen.open(path).body.decode(errors="replace") for path in paths]

        for secret in (WORDS, "居民甲", "13800000001"):
            assert not any(secret in one for one in told)
        assert citizen.open(f"/files/{file_id}").status == 403
        assert citizen.open("/poster/1").status == 403

    def test_a_clerk_of_the_committee_sees_the_photo_and_no_other(
        self, citizen: Citizen, clerk: Browser, db: Session, actor: Actor
    ) -> None:
        citizen.send(samples.photo())
        file_id = last_file(db)

        before = clerk.ask(f"/files/{file_id}")
        give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)

        assert before.status == 404
        assert clerk.ask(f"/files/{file_id}").status == 200


class TestPoster:
    def test_shows_a_drawing_of_the_address_to_who_looks_after_the_box(
        self, citizen: Citizen, clerk: Browser, db: Session, actor: Actor
    ) -> None:
        studio_id = entries.open_at(db, citizen.code).studio_id
        db.rollback()
        refused = clerk.ask(f"/poster/{studio_id}")
        give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)

        answer = clerk.ask(f"/poster/{studio_id}")

        assert refused.status == 404
        assert answer.status == 200
        assert f"{clerk.base}{citizen.path}" in read(answer)
        assert b"<svg" in answer.body
        assert "示例路工作室" in read(answer)
        assert b"<script" not in answer.body
        assert clerk.ask(f"/poster/{10**12}").status == 404

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"rule": RotaRule.WEEKLY, "weekday": 2}, "每周三 09:00–11:30"),
            ({"rule": RotaRule.MONTHLY, "days": "10,20"}, "每月10、20日09:00–11:30"),
        ],
    )
    def test_tells_when_members_receive(
        self,
        citizen: Citizen,
        clerk: Browser,
        db: Session,
        actor: Actor,
        given: dict[str, Any],
        told: str,
    ) -> None:
        studio_id = entries.open_at(db, citizen.code).studio_id
        given |= {"from_time": time(9), "until_time": time(11, 30)}
        Make(db).save(Rota(studio_id=studio_id, **given))
        give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)

        assert told in read(clerk.ask(f"/poster/{studio_id}"))


@pytest.fixture
def public_name(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A name at which the server shows the pages for citizens only."""
    monkeypatch.setenv("LIANXIN_PUBLIC_HOSTS", "box.example, second.example")
    settings.cache_clear()
    yield "box.example"
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize("path", ["/r", f"/b/{'x' * 22}", "/assets/public.css", "/healthz"])
def test_at_the_name_for_citizens_their_pages_are_shown(public_name: str, path: str) -> None:
    check_public({"path": path, "headers": [(b"host", public_name.encode())]})


@pytest.mark.parametrize(
    "path",
    ["/", "/studios", "/poster/1", "/files/1", "/_stcore/stream", "/auth/cookie", "/b/a/b", "/rr"],
)
def test_at_the_name_for_citizens_there_is_nothing_else(public_name: str, path: str) -> None:
    for host in (public_name, "SECOND.example:8501"):
        with pytest.raises(Refused) as refusal:
            check_public({"path": path, "headers": [(b"host", host.encode())]})

        assert refusal.value.status == 404
    check_public({"path": path, "headers": [(b"host", b"office.example")]})
