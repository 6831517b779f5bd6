"""Rule books on screen: from a city's rule to a book in use, without its text."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from core import clock
from core.activities.models import Presence
from core.assessment import books
from core.assessment.book import presets, reading
from core.assessment.book.judging import Judges
from core.assessment.models import BookState, RuleBook
from core.i18n import CHINESE, translate
from core.permissions import Actor, Role
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

BOOKS, TRIAL = "review/books", "review/trial"
JINAN = presets.text("jinan")


def say(message: str, **parts: object) -> str:
    return translate(message, CHINESE, **parts)


def press(at: Browser, label: str) -> None:
    next(one for one in at.button if one.label == say(label)).click()
    at.run()
    assert not at.exception


def box(at: Browser, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == label)


def part(at: Browser, label: str) -> None:
    """Turn to one part of the articles."""
    group = next(one for one in at.segmented_control if one.label == say("Part"))
    place = [str(one.content) for one in group.proto.options].index(label)
    group.set_value(
        ["whole", "0", "1", "2"][place] if place < 4 else ["grades", "conditions"][place - 4]
    )
    at.run()
    assert not at.exception


def newest(session: Session) -> RuleBook:
    session.expire_all()  # what the screen has saved since is read, and nothing stays locked
    row = session.exec(select(RuleBook).order_by(col(RuleBook.id).desc()).limit(1)).one()
    session.expunge(row)
    session.rollback()
    return row


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def book(session: Session, make: Make, clerk: Actor) -> RuleBook:
    return books.begin(session, clerk, make.home().id, books.from_preset("jinan"))


def opened(open_screen: OpenScreen, actor: Actor, book: RuleBook, **query: str) -> Browser:
    at = open_screen(actor, BOOKS, id=str(book.id), **query)
    assert not at.exception
    return at


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_list_is_empty_at_first_and_says_what_to_do(
    open_screen: OpenScreen, clerk: Actor, lang: str
) -> None:
    at = open_screen(clerk, BOOKS, lang)

    wanted = "No rule books yet. Begin the first one above, from a city's rule for example."
    assert translate(wanted, lang) in at.words


def test_a_clerk_begins_from_a_citys_rule(
    open_screen: OpenScreen, clerk: Actor, session: Session
) -> None:
    at = open_screen(clerk, BOOKS)

    press(at, "Begin")

    row = newest(session)
    assert (row.text, row.state) == (JINAN, BookState.DRAFT)
    assert row.name.split("（")[0] in at.words


def test_a_value_is_turned_without_the_text(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)

    box(at, "number_input", say("Base points")).set_value(60)
    press(at, "Save")

    row = newest(session)
    assert row.text == JINAN.replace("base = 70", "base = 60")
    assert (row.version_number, row.account_id) == (2, clerk.account_id)


def test_a_name_has_more_room_than_a_number(
    open_screen: OpenScreen, clerk: Actor, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)

    width = {
        one.label: column.weight
        for column in at.columns
        for one in (*column.text_input, *column.number_input)
    }
    assert width[say("Name")] == 2 * width[say("Base points")]


def test_the_points_of_an_item_are_turned(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    part(at, "奖励加分")
    told = say("Points each")

    box(at, "number_input", told).set_value(2.5)
    press(at, "Save")

    assert newest(session).text == JINAN.replace("from = 2\npoints = 5", "from = 2\npoints = 2.5")


def test_an_item_is_added_in_words(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    part(at, "奖励加分")
    box(at, "text_input", say("Name of the item")).set_value("读书活动")
    box(at, "selectbox", say("What is counted")).set_value("attendance")
    at.run()
    box(at, "multiselect", say("Presence")).set_value(["present", "late"])
    press(at, "Add the item")

    assert (
        '[[section.item]]\nkey = "attendance_1"\nname = "读书活动"\ncounts = "attendance"\n'
        'where = { presence = ["present", "late"] }\npoints = 1\n'
    ) in newest(session).text


def test_an_item_is_taken_out(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    part(at, "奖励加分")
    box(at, "selectbox", say("What is taken out")).set_value(1)
    press(at, "Delete from the book")

    assert "key_proposals" not in newest(session).text


def test_a_threshold_is_turned(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    part(at, say("Conditions"))

    box(at, "number_input", "参加视察调研 · " + say("Not less than")).set_value(2)
    press(at, "Save")

    assert '{ item = "surveys", at_least = 2 }' in newest(session).text


def test_a_grade_is_added_before_those_that_ask_for_less(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    part(at, say("Grades"))

    box(at, "text_input", say("Name")).set_value("优秀委员")
    named = [one for one in at.text_input if one.label == say("Name")]
    named[-1].set_value("良好")
    [one for one in at.number_input if one.label == say("From points")][-1].set_value(75)
    press(at, "Add")

    text = newest(session).text
    assert text.index('name = "优秀"') < text.index('name = "良好"') < text.index('name = "称职"')


def test_a_faulty_text_is_kept_and_cannot_be_adopted(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    at.text_area[0].set_value(JINAN.replace("base = 70", "base = 七十"))
    at.run()
    assert "第7行" in at.words

    press(at, "Save as a new version")

    row = newest(session)
    at = opened(open_screen, clerk, row)
    assert "base = 七十" in row.text
    assert say("Adopt this version") not in [one.label for one in at.button]
    assert "文本还无法解读" in at.words


def test_what_is_typed_stays_when_one_looks_elsewhere(
    open_screen: OpenScreen, clerk: Actor, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    at.text_area[0].set_value(JINAN + "# 写了一半\n")
    at.run()

    at.query_params.clear()
    at.show("desk/today")
    at.query_params["id"] = str(book.id)
    at.show(BOOKS)

    assert str(at.text_area[0].value).endswith("# 写了一半\n")


def test_two_who_change_the_same_book_at_once_are_told(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)
    books.save(session, clerk, book.id, JINAN + "# 别人\n", 1)
    session.commit()

    box(at, "number_input", say("Base points")).set_value(60)
    press(at, "Save")

    assert newest(session).text == JINAN + "# 别人\n"
    assert at.error


def test_it_is_adopted_and_retired(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    at = opened(open_screen, clerk, book)

    press(at, "Adopt this version")
    assert [one.value for one in at.error] == []
    assert newest(session).state is BookState.ADOPTED
    press(at, "Retire")

    assert newest(session).state is BookState.RETIRED


def test_an_older_version_is_taken_up_again(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    books.turn(session, clerk, book.id, {("base",): 60}, 1)

    at = opened(open_screen, clerk, book)

    assert any("第2版" in one.value for one in at.info)
    press(at, "Take this text up again as a new version")
    assert (newest(session).text, newest(session).version_number) == (JINAN, 3)


def test_the_newest_version_says_what_it_changed(
    open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
) -> None:
    second = books.turn(session, clerk, book.id, {("base",): 60}, 1)

    at = opened(open_screen, clerk, second)

    told = "\n".join(one.value for one in at.code)
    assert "base = 70" in told
    assert "base = 60" in told


def test_a_member_reads_the_book_in_use_and_changes_nothing(
    open_screen: OpenScreen, clerk: Actor, session: Session, make: Make, book: RuleBook
) -> None:
    books.adopt(session, clerk, book.id, 1)

    at = opened(open_screen, make.actor(Role.MEMBER), book)

    assert "第二件起每件立案提案" in str([one.value for one in at.table])
    assert {one.label for one in at.button}.isdisjoint(
        {say("Save"), say("Retire"), say("Adopt this version")}
    )


class TestTrial:
    @pytest.fixture
    def plenary(self, make: Make) -> None:
        """Last year one member was absent from the plenary, one came."""
        day = clock.today().replace(year=clock.today().year - 1, month=3, day=1)
        codes = ("service", "inspection_survey", "plenary")
        *_others, category = [make.category(code=code) for code in codes]
        activity = make.activity(category_id=category.id, held_on=day)
        make.attendance(activity, make.member(name="委员甲"))
        make.attendance(
            activity, make.member(name="委员乙"), presence=Presence.ABSENT, counted=Presence.ABSENT
        )

    def test_a_book_is_tried_on_last_year(
        self, open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook, plenary: None
    ) -> None:
        at = open_screen(clerk, TRIAL, a=str(book.id))

        assert not at.exception
        told = at.dataframe[0].value
        names, totals = list(told[say("Name")]), list(told[say("Total")])
        assert dict(zip(names, totals, strict=True)) == {"委员甲": 70.0, "委员乙": 40.0}

    @pytest.mark.parametrize("lang", ["zh_CN", "en"])
    def test_two_are_compared(
        self,
        open_screen: OpenScreen,
        clerk: Actor,
        session: Session,
        book: RuleBook,
        plenary: None,
        lang: str,
    ) -> None:
        other = books.begin(
            session,
            clerk,
            book.committee_id,
            books.BookDraft(
                JINAN.replace("points = -30", "points = 30").replace("cap = 50", "cap = 50")
            ),
        )

        at = open_screen(clerk, TRIAL, lang, a=str(book.id), b=str(other.id))

        assert not at.exception
        told = at.dataframe[0].value.to_dict("records")
        first = told[0]
        assert list(first.values())[:2] == ["委员乙", 1]
        assert '"%+d"' in at.dataframe[0].proto.columns  # which way is read without thinking
        assert "+60" in str(first)

    def test_a_citys_rule_is_tried_as_it_is(
        self, open_screen: OpenScreen, clerk: Actor, plenary: None
    ) -> None:
        at = open_screen(clerk, TRIAL, a="preset.minhang")

        assert not at.exception

    def test_a_faulty_book_is_not_tried(
        self, open_screen: OpenScreen, clerk: Actor, session: Session, book: RuleBook
    ) -> None:
        bad = books.save(session, clerk, book.id, JINAN.replace("base = 70", "base = 200"), 1)

        at = open_screen(clerk, TRIAL, a=str(bad.id))

        assert not at.exception
        assert at.error


def turned(at: Browser, which: str) -> None:
    group = next(one for one in at.segmented_control if one.label == say("Part"))
    group.set_value(which)
    at.run()
    assert not at.exception


def test_a_limit_over_several_years_is_added_without_the_text(
    open_screen: OpenScreen, session: Session, clerk: Actor, book: RuleBook
) -> None:
    session.commit()
    at = opened(open_screen, clerk, book)
    turned(at, "conditions")
    kind = next(one for one in at.segmented_control if one.label == say("What it does"))
    kind.set_value(Judges.LIMIT)
    at.run()

    box(at, "text_input", say("Name")).set_value("一届内三次缺席")
    box(at, "number_input", say("The number")).set_value(3)
    press(at, "Add")

    limit = reading.read(newest(session).text).limits[-1]
    assert (limit.name, limit.years, limit.test.at_least) == ("一届内三次缺席", None, 300)


def test_a_step_of_the_approval_is_put_before_another(
    open_screen: OpenScreen, session: Session, clerk: Actor, book: RuleBook
) -> None:
    session.commit()
    at = opened(open_screen, clerk, book)
    turned(at, "grades")

    box(at, "text_input", say("Name of the step")).set_value("分管领导审核")
    box(at, "selectbox", say("Who takes it")).set_value("chair_office")
    box(at, "selectbox", say("Its place in the order")).set_value(0)
    [one for one in at.button if one.label == say("Add")][-1].click()
    at.run()

    assert not at.exception
    steps = reading.read(newest(session).text).approvals
    assert (steps[0].name, steps[0].role, len(steps)) == ("分管领导审核", "chair_office", 5)


def test_whoever_changes_nothing_reads_conditions_limits_and_the_approval(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor, book: RuleBook
) -> None:
    books.adopt(session, clerk, book.id, book.version)
    session.commit()
    read = reading.read(JINAN)

    at = opened(open_screen, make.actor(Role.CHAIR_OFFICE), book)

    told = " ".join(table.value.to_string() for table in at.table)
    assert all(one.name in told for one in read.limits)
    assert all(one.name in at.words for one in read.approvals)
