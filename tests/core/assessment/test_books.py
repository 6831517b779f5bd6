"""Rule books as an office keeps them: version by version, to the byte."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.assessment import books, shelf
from core.assessment.book import presets
from core.assessment.book.faults import BookFaulty
from core.assessment.book.syntax import encode
from core.assessment.books import BookDraft
from core.assessment.models import BookState, RuleBook, Scores
from core.assessment.shelf import BookFilter
from core.audit.models import AuditEntry
from core.committees import trail
from core.errors import EditConflict, NotFound, RuleBroken
from core.permissions import Actor, Role
from tests.factories import Make

SOUND = presets.text("jinan")
FAULTY = SOUND.replace('counts = "proposal"', 'counts = "proposals"', 1)


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def book(session: Session, make: Make, clerk: Actor) -> RuleBook:
    """A first version of the rule of Jinan, not adopted."""
    return books.begin(session, clerk, make.home().id, books.from_preset("jinan"))


def last_action(session: Session) -> str:
    asked = select(AuditEntry.action).order_by(col(AuditEntry.id).desc()).limit(1)
    return session.exec(asked).one()


class TestBegin:
    def test_a_preset_is_kept_as_its_text_says(
        self, session: Session, book: RuleBook, clerk: Actor
    ) -> None:
        assert (book.text, book.sha256) == (SOUND, sha256(SOUND.encode()).hexdigest())
        assert (book.name, book.scores) == (
            "政协委员履职考核办法（济南市，2015 年）",
            Scores.MEMBERS,
        )
        assert (book.state, book.version_number) == (BookState.DRAFT, 1)
        assert (last_action(session), book.account_id) == ("rule_book:added", clerk.account_id)

    def test_boards_hear_of_it(self, session: Session, make: Make, clerk: Actor) -> None:
        before = trail.revision(session, make.home().id)

        books.begin(session, clerk, make.home().id, books.from_preset("minhang"))

        assert trail.revision(session, make.home().id) == before + 1

    @pytest.mark.parametrize("scores", list(Scores))
    def test_from_nothing_comes_a_book_that_can_be_adopted(
        self, session: Session, make: Make, clerk: Actor, scores: Scores
    ) -> None:
        draft = books.from_nothing(' 示例 "办法" ', scores)

        row = books.begin(session, clerk, make.home().id, draft)
        books.adopt(session, clerk, row.id, row.version)

        assert (row.name, row.scores, row.state) == ('示例 "办法"', scores, BookState.ADOPTED)

    def test_a_book_without_a_name_is_refused(self) -> None:
        with pytest.raises(RuleBroken) as refused:
            books.from_nothing(" ", Scores.MEMBERS)

        assert refused.value.field == "name"

    def test_a_file_is_kept_to_the_byte(self, session: Session, make: Make, clerk: Actor) -> None:
        data = b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()

        row = books.begin(session, clerk, make.home().id, books.from_file(data, "办法.toml"))

        session.expire(row)
        assert encode(row.text) == data
        assert row.sha256 == sha256(data).hexdigest()

    def test_a_file_that_cannot_be_read_yet_is_kept_by_its_own_name(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        draft = books.from_file("第一条 考核对象".encode(), "本市办法.txt")

        row = books.begin(session, clerk, make.home().id, draft)

        assert (row.name, row.text) == ("本市办法", "第一条 考核对象")

    def test_what_is_no_text_is_refused(self) -> None:
        with pytest.raises(BookFaulty):
            books.from_file("办法".encode("gb18030"), "办法.toml")

    def test_the_book_of_the_committee_above_is_taken_once_it_is_adopted(
        self, session: Session, make: Make, clerk: Actor, book: RuleBook
    ) -> None:
        below = make.committee(make.home())
        theirs = make.actor(Role.CLERK, committee=below)
        with pytest.raises(NotFound):
            books.from_book(session, theirs, book.id)
        books.adopt(session, clerk, book.id, 1)

        taken = books.begin(session, theirs, below.id, books.from_book(session, theirs, book.id))

        assert (taken.text, taken.committee_id) == (SOUND, below.id)


class TestSave:
    def test_each_saving_is_a_version_of_its_own(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        row = books.save(session, clerk, book.id, SOUND + "# 说明\n", 1)

        assert (row.id != book.id, row.version_number, row.code) == (True, 2, book.code)
        assert (book.text, last_action(session)) == (SOUND, "rule_book:version saved")

    @pytest.mark.parametrize("typed", [FAULTY, "第一条", ""])
    def test_half_written_work_is_kept(
        self, session: Session, clerk: Actor, book: RuleBook, typed: str
    ) -> None:
        row = books.save(session, clerk, book.id, typed, 1)

        assert (row.text, row.name) == (typed, book.name)

    def test_who_saves_over_anothers_version_is_told(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        books.save(session, clerk, book.id, SOUND + "# 一\n", 1)

        with pytest.raises(EditConflict):
            books.save(session, clerk, book.id, SOUND + "# 二\n", 1)

    def test_the_same_text_is_no_version(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        with pytest.raises(RuleBroken):
            books.save(session, clerk, book.id, SOUND, 1)

    def test_a_broken_character_is_refused(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        with pytest.raises(RuleBroken):
            books.save(session, clerk, book.id, SOUND + "\ud800", 1)

    def test_turning_a_value_changes_nothing_else(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        row = books.turn(session, clerk, book.id, {("base",): 60, ("cap",): None}, 1)

        assert row.text == SOUND.replace("base = 70", "base = 60").replace("cap = 120\n", "")


class TestAdopt:
    def test_a_sound_version_is_taken_into_use(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        row = books.adopt(session, clerk, book.id, 1)

        assert (row.state, last_action(session)) == (BookState.ADOPTED, "rule_book:adopted")

    def test_one_with_faults_is_refused_with_all_of_them(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        row = books.save(session, clerk, book.id, FAULTY.replace("base = 70", "base = seventy"), 1)
        later = books.save(session, clerk, book.id, FAULTY.replace("cap = 120", "cap = 1"), 2)

        with pytest.raises(BookFaulty):
            books.adopt(session, clerk, row.id, 1)
        with pytest.raises(BookFaulty) as refused:
            books.adopt(session, clerk, later.id, 1)

        assert len(refused.value.faults) > 1

    def test_a_code_that_the_office_does_not_keep_is_a_fault(
        self, session: Session, make: Make, clerk: Actor, book: RuleBook
    ) -> None:
        make.category(code="meeting")

        with pytest.raises(BookFaulty) as refused:
            books.adopt(session, clerk, book.id, 1)

        assert "plenary" in " ".join(fault.said("en") for fault in refused.value.faults)

    def test_the_version_in_use_before_is_retired(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        books.adopt(session, clerk, book.id, 1)
        second = books.save(session, clerk, book.id, SOUND + "# 二\n", 1)

        books.adopt(session, clerk, second.id, 1)

        session.refresh(book)
        assert (book.state, second.state) == (BookState.RETIRED, BookState.ADOPTED)

    def test_another_book_in_use_stays(
        self, session: Session, make: Make, clerk: Actor, book: RuleBook
    ) -> None:
        other = books.begin(session, clerk, make.home().id, books.from_preset("jinan"))
        books.adopt(session, clerk, other.id, 1)

        books.adopt(session, clerk, book.id, 1)

        assert (other.state, other.code) == (BookState.ADOPTED, "jinan_2")

    def test_it_is_retired_once(self, session: Session, clerk: Actor, book: RuleBook) -> None:
        books.retire(session, clerk, book.id, 1)

        with pytest.raises(RuleBroken):
            books.retire(session, clerk, book.id, 2)

        assert last_action(session) == "rule_book:retired"


class TestShelf:
    def rows(self, session: Session, actor: Actor, committee_id: int, **asked: Any) -> list[Any]:
        filters = replace(BookFilter(committee_id), **asked)
        rows = shelf.listing(session, actor, filters)
        assert len(rows) == shelf.total(session, actor, filters)
        return rows

    def test_a_book_is_listed_once_by_its_newest_version(
        self, session: Session, make: Make, clerk: Actor, book: RuleBook
    ) -> None:
        books.adopt(session, clerk, book.id, 1)
        second = books.save(session, clerk, book.id, SOUND + "# 二\n", 1)

        (row,) = self.rows(session, clerk, make.home().id)

        assert (row.id, row.number, row.in_use, row.in_use_id) == (second.id, 2, 1, book.id)

    def test_those_below_read_what_is_adopted_and_no_draft(
        self, session: Session, make: Make, clerk: Actor, book: RuleBook
    ) -> None:
        below = make.committee(make.home())
        theirs = make.actor(Role.CLERK, committee=below)
        assert self.rows(session, theirs, below.id) == []
        books.adopt(session, clerk, book.id, 1)
        books.save(session, clerk, book.id, SOUND + "# 二\n", 1)

        (row,) = self.rows(session, theirs, below.id)

        assert (row.id, row.number) == (book.id, 1)
        found = shelf.detail(session, theirs, book.id)
        assert (found.newest, found.writes) == (1, False)
        with pytest.raises(NotFound):
            books.save(session, theirs, book.id, SOUND + "# 三\n", 2)

    def test_a_member_reads_the_book_that_scores_members(
        self, session: Session, make: Make, clerk: Actor, book: RuleBook
    ) -> None:
        books.adopt(session, clerk, book.id, 1)
        member = make.actor(Role.MEMBER)

        assert shelf.detail(session, member, book.id).text == SOUND

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"search": "济南"}, True),
            ({"search": "Jinan"}, True),
            ({"search": "%"}, False),
            ({"scores": Scores.MEMBERS}, True),
            ({"scores": Scores.STUDIOS}, False),
            ({"state": BookState.DRAFT}, True),
            ({"state": BookState.ADOPTED}, False),
        ],
    )
    def test_it_is_searched_and_filtered(
        self,
        session: Session,
        make: Make,
        clerk: Actor,
        book: RuleBook,
        asked: dict[str, Any],
        found: bool,
    ) -> None:
        assert bool(self.rows(session, clerk, make.home().id, **asked)) is found

    def test_versions_and_what_differs_between_them(
        self, session: Session, clerk: Actor, book: RuleBook
    ) -> None:
        second = books.turn(session, clerk, book.id, {("base",): 60}, 1)

        told = shelf.versions(session, clerk, book.id)
        lines = shelf.difference(session, clerk, second.id, book.id)

        assert [(one.number, one.state) for one in told] == [
            (2, BookState.DRAFT),
            (1, BookState.DRAFT),
        ]
        assert [(one.sign, one.words) for one in lines if one.sign in "+-"] == [
            ("-", "base = 70"),
            ("+", "base = 60"),
        ]

    def test_the_books_that_a_committee_may_take(
        self, session: Session, make: Make, clerk: Actor, book: RuleBook
    ) -> None:
        below = make.committee(make.home())
        theirs = make.actor(Role.CLERK, committee=below)
        own = books.begin(session, theirs, below.id, BookDraft(SOUND))
        books.adopt(session, theirs, own.id, 1)
        books.adopt(session, clerk, book.id, 1)

        assert list(shelf.adopted(session, theirs, below.id)) == [own.id, book.id]
