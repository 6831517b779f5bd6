"""Each fault: the line it is told of, what it says, and that all are told at once."""

import pytest

from core.assessment.book import checking, presets
from core.assessment.book.faults import BookFaulty
from core.i18n import CHINESE, ENGLISH

# What of the small book is changed to what, the line told, and words of the sentence.
CHANGES = [
    # -- the words of the vocabulary
    ('counts = "proposal"', 'counts = "proposl"', 12, "Did you mean “proposal”?"),
    ('counts = "proposal"', 'counts = "studio"', 12, "Known are: attendance, proposal"),
    ("registered = true", "registerd = true", 13, "Did you mean “registered”?"),
    ("registered = true", 'registered = "yes"', 13, "true or false"),
    ("registered = true", 'role = "frist"', 13, "Did you mean “first”?"),
    ("registered = true", 'role = [\n"first",\n"co_singer"]', 15, "Did you mean “co_signer”?"),
    ("registered = true", "role = 5", 13, "a text in quotation marks"),
    ("registered = true", "role = { not = 'x' }", 13, "no value of “role”"),
    (
        'counts = "proposal"\nwhere = { registered',
        'counts = "member"\nwhere = { terms',
        13,
        "whole",
    ),
    ("points = 5", 'points = 5\nunit = "half_day"', 15, "The unit “half_day”"),
    ("points = 2", 'points = 2\nunit = "person"', 20, "The unit “person”"),
    ('scores = "members"', 'scores = "members"\nkinds = ["standin"]', 4, "mean “standing”?"),
    (
        'counts = "proposal"\nwhere = { registered = true }',
        'counts = "liaison"\nshare = { first = 50 }',
        13,
        "no authors to share",
    ),
    # -- keys and values as TOML has them
    ('scores = "members"', 'scores = "member"', 3, "Did you mean “members”?"),
    ("format = 1", "format = 2", 1, "Write format = 1"),
    ("format = 1\n", "", 1, "“format” is missing"),
    ('name = "示例办法"', "name = 5", 2, "a text in quotation marks"),
    ('name = "示例办法"', 'name = " "', 2, "“name” is empty"),
    ('name = "示例办法"', f'name = "{"长" * 121}"', 2, "more than 120"),
    ("cap = 100", "capp = 100", 4, "Did you mean “cap”?"),
    ("cap = 100", 'cap = "100"', 4, "at most two decimals"),
    ("cap = 100", "cap = 100.123", 4, "at most two decimals"),
    ("cap = 100", "cap = inf", 4, "beyond 100,000"),
    ("cap = 100", "cap = 100001", 4, "beyond 100,000"),
    ("points = 5", "points = -100001", 14, "beyond 100,000"),
    ("points = 5", "steps = [ { from = 1000001, points = 5 } ]", 14, "beyond 1,000,000"),
    ("points = 5", "times = [ { by = 1000000 } ]\npoints = 5", 14, "up to 5000000 points"),
    (
        "points = 5",
        "times = [ { by = 1000000 }, { by = 1000000 } ]\npoints = -5",
        14,
        "cannot be meant",
    ),
    (
        "points = 5",
        f"times = [ {', '.join(['{ by = 0.33 }'] * 7)} ]\npoints = 5",
        14,
        "use fewer, or rounder",
    ),
    (
        "registered = true",
        f"registered = true }}\nout_of = {{ terms = {10**20}",
        14,
        "beyond 1,000,000",
    ),
    ('name = "示例办法"', 'name = "示例\\u0000"', 2, "cannot be kept"),
    ("registered = true", 'role = "first\\u0000"', 13, "cannot be kept"),
    ("points = 2", f'choices = {{ "{"长" * 61}" = 1 }}', 19, "at most 60 characters"),
    ("points = 2", 'choices = { "" = 1 }', 19, "at most 60 characters"),
    ("points = 2", 'choices = { " 优" = 1 }', 19, "without blanks"),
    ("cap = 100", "cap = true", 4, "at most two decimals"),
    ("cap = 100", "cap = 2024-01-01", 4, "at most two decimals"),
    ("points = 5", "points = 5\nat_most = 0", 15, "at least 1"),
    ("points = 5", "points = 5\nat_most = 1.5", 15, "at least 1"),
    ("points = 5", "points = 5\nfrom = true", 15, "at least 1"),
    ("points = 5", 'points = 5\nbest = "yes"', 15, "without quotation marks"),
    ("{ registered = true }", "true", 13, "pairs in braces"),
    ("registered = true", "registered = 1.5", 13, "several in brackets"),
    ("registered = true", "registered = []", 13, "several in brackets"),
    ("points = 5", "cases = 5", 14, "each member stands in braces"),
    ("points = 5", "cases = [ { when = {} } ]", 14, "“points” is missing"),
    ('key = "proposals"', 'key = "Proposals"', 10, "small letters"),
    ('key = "proposals"\n', "", 9, "“key” is missing"),
    ('scores = "members"', 'scores = "members"\nkinds = "standing"', 4, "list of texts"),
    # -- what excludes, needs or shadows another
    ("points = 5", "points = 5\nsteps = [ { from = 1, points = 2 } ]", 14, "exclude each other"),
    ("points = 5", "points = 5\nout_of = {}", 14, "exclude each other"),
    ("points = 5", "best = true\nsteps = [ { from = 1, points = 2 } ]", 14, "exclude each other"),
    ("entered = true", 'entered = true\ncounts = "opinion"', 19, "exclude each other"),
    ("entered = true", "entered = false", 15, "Say what is counted"),
    ("points = 5", "points = 5\nevidence = true", 15, "belongs to items that are entered"),
    ("points = 5", "cases = [ { points = 5 }, { points = 4 } ]", 14, "never reached: one before"),
    (
        "points = 5",
        "steps = [ { from = 2, points = 3 },\n { from = 2, points = 4 } ]",
        15,
        "Steps go upwards",
    ),
    ("points = 5", "out_of = {}\nsteps = [ { from = 101, points = 3 } ]", 15, "100 at most"),
    ("points = 5", "points = 5\nshare = { first = 150 }", 15, "from 0 to 100"),
    ("points = 5", "points = 5\ntimes = [ { by = -1 } ]", 15, "not below 0"),
    # -- references
    ('key = "notebook"', 'key = "proposals"', 16, "given in line 10 already"),
    ('item = "proposals"', 'item = "proposal"', 23, "Did you mean “proposals”?"),
    ('item = "proposals"', 'section = "dutty"', 23, "Did you mean “duty”?"),
    ('condition = "one"', 'condition = "two"', 26, "There is no condition “two”"),
    ('otherwise = "fail"', 'otherwise = "failed"', 27, "Did you mean “fail”?"),
    ('otherwise = "fail"', 'otherwise = "pass"', 27, "the best grade"),
    ("from = 30", 'from = 30\nconsequence = "talk"', 32, "no consequence “talk”"),
    ('[[minimum]]\ncondition = "one"\notherwise = "fail"\n', "", 20, "used nowhere"),
    ("[[condition]]", '[[once]]\nitems = ["proposals", "x"]\n[[condition]]', 21, "no item “x”"),
    (
        "[[condition]]",
        '[[once]]\nitems = ["proposals", "notebook"]\n[[condition]]',
        21,
        "not paid by single records",
    ),
    ("[[condition]]", '[[once]]\nitems = ["proposals"]\n[[condition]]', 21, "at least two"),
    (
        "points = 5\n",
        'points = 5\nunit = "month"\n[[once]]\nitems = ["proposals", "x"]\n',
        17,
        "pays the best of a month",
    ),
    (
        "[[condition]]",
        '[[once]]\nitems = ["proposals", "x"]\n[[once]]\nitems = ["y", "proposals"]\n[[condition]]',
        23,
        "“proposals” stands in the list of line 21 already",
    ),
    ("points = 5", 'points = 5\nbest = true\nunit = "quarter"', 15, "leave out “best”"),
    (
        'item = "proposals"\nat_least = 1',
        'condition = "two"\n[[condition]]\nkey = "two"\nname = "二"\ncondition = "one"',
        20,
        "one → two → one",
    ),
    (
        '[[grade]]\nkey = "pass"',
        '[[approval]]\nkey = "a"\nname = "A"\nrole = "clark"\n[[grade]]\nkey = "pass"',
        31,
        "Did you mean “clerk”?",
    ),
    # -- conditions and limits
    ("at_least = 1", "", 20, "Say how much"),
    ("at_least = 1", "at_least = 3\nbelow = 2", 20, "No number is both"),
    ('item = "proposals"', 'item = "proposals"\nsection = "duty"', 20, "Here it says 2"),
    ('item = "proposals"\nat_least = 1', "all = []", 23, "Name at least one"),
    (
        '[[grade]]\nkey = "pass"',
        '[[limit]]\nname = "两年"\ntotal_below = 60\nconsequence = ""\n[[grade]]\nkey = "pass"',
        29,
        "over what time",
    ),
    # -- what can never be reached
    ("points = 5", "points = 60", 14, "60 points can never be reached: the cap is 50"),
    ("points = 5", "points = 5\ncap = 51", 15, "51 points can never be reached"),
    ("cap = 50", "cap = 50\nfloor = 50", 8, "not above the floor"),
    ("cap = 50", "cap = 50\nstart = 51", 9, "outside its own cap"),
    ("cap = 50", "start = 10", 8, "nothing is deducted"),
    ("cap = 100", "cap = 100\nbase = 101", 5, "outside its own cap"),
    ("from = 30", "from = 51", 31, "51 can never be reached here: 50"),
    ('item = "proposals"\nat_least = 1', "months_at_least = 13", 20, "12 is the most"),
    ('item = "proposals"\nat_least = 1', "total_at_least = 51", 20, "50 is the most"),
    ("cap = 100", "cap = 100\npro_rata = { by = 'month', at_least_months = 13 }", 5, "twelve"),
    ("[[condition]]", '[[section]]\nkey = "e"\nname = "E"\n[[condition]]', 20, "holds no item"),
    # -- grades
    ('name = "不合格"', 'name = "不合格"\nfrom = 30', 35, "overlaps the grade before, from 30"),
    ('name = "不合格"', 'name = "不合格"\nfrom = 20', 32, "let it ask for nothing"),
    ('name = "不合格"', 'name = "不合格"\ntop_count = 3', 32, "goes by “from”"),
    ("from = 30", "", 28, "Say who gets this grade"),
    ("from = 30", "top_count = 3\ntop_percent = 5", 28, "not both"),
    ("from = 30", "top_percent = 101", 31, "together 100 at most"),
]


@pytest.mark.parametrize(("old", "new", "line", "said"), CHANGES)
def test_a_fault_names_its_line_and_what_to_do(
    small: str, old: str, new: str, line: int, said: str
) -> None:
    assert old in small

    found = checking.faults(small.replace(old, new, 1))

    assert (line, True) in [(fault.line, said in fault.said(ENGLISH)) for fault in found], [
        fault.said(ENGLISH) for fault in found
    ]


@pytest.mark.parametrize(("old", "new", "line", "said"), CHANGES)
def test_a_fault_is_told_in_chinese(small: str, old: str, new: str, line: int, said: str) -> None:
    for fault in checking.faults(small.replace(old, new, 1)):
        assert fault.said(CHINESE).startswith(f"第{fault.line}行：")
        assert fault.said(CHINESE) != fault.said(ENGLISH)


def test_a_book_in_order_has_none(small: str) -> None:
    assert checking.faults(small) == ()
    assert checking.sound(small).name == "示例办法"


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(small: str) -> None:
    broken = (
        small.replace("registered", "registerd")
        .replace("cap = 100", "capp = 100")
        .replace('otherwise = "fail"', 'otherwise = "failed"')
    )

    assert [fault.line for fault in checking.faults(broken)] == [4, 13, 27]
    with pytest.raises(BookFaulty) as refused:
        checking.sound(broken)
    assert len(refused.value.faults) == 3


def test_one_mistake_in_one_line_is_told_of_once(small: str) -> None:
    broken = small.replace('condition = "one"', "condition = 5")

    told = [fault.line for fault in checking.faults(broken)]

    assert told.count(26) == 1


@pytest.mark.parametrize(
    ("right", "misspelt"),
    [
        ("base = 40", "bsae = 40"),
        ("base = 40", 'base = "40"'),
        ("base = 40\nfloor = 10", "bsae = 40\nfloor = 10"),
    ],
)
def test_base_points_misspelt_do_not_bring_a_grade_out_of_reach(
    small: str, right: str, misspelt: str
) -> None:
    book = small.replace("from = 30", "from = 60").replace("cap = 100", f"cap = 100\n{right}")
    assert checking.faults(book) == ()

    (fault,) = checking.faults(book.replace(right, misspelt))

    assert fault.line == 5


def test_a_deduction_misspelt_does_not_make_what_starts_full_stay_full(small: str) -> None:
    book = small.replace("cap = 50", "start = 50").replace("points = 5", "points = -5")
    assert checking.faults(book) == ()

    (fault,) = checking.faults(book.replace("points = -5", "pionts = -5"))

    assert fault.line == 14


def test_a_misspelt_word_for_whom_it_scores_does_not_make_all_measures_unknown() -> None:
    text = presets.text("studio_stars").replace('scores = "studios"', 'scores = "studio"')

    (fault,) = checking.faults(text)

    assert "Did you mean “studios”?" in fault.said(ENGLISH)


def test_codes_of_activities_are_looked_up_only_where_the_office_gives_its_list(small: str) -> None:
    book = small.replace('counts = "proposal"', 'counts = "attendance"').replace(
        "registered = true", 'activity = ["meeting", "tea_party"]'
    )

    alone = checking.faults(book)
    beside = checking.faults(book, {"activity": {"meeting", "plenary"}})

    assert alone == ()
    assert [(fault.line, "tea_party" in fault.said(ENGLISH)) for fault in beside] == [(13, True)]


@pytest.mark.parametrize("years", ["years = 2", 'span = "term"'])
def test_an_amount_over_several_years_may_be_more_than_one_year_holds(
    small: str, years: str
) -> None:
    limit = (
        f'[[limit]]\nname = "三次"\n{years}\nitem = "proposals"\nat_least = 3\n'
        'consequence = "talk"\n'
        '[[consequence]]\nkey = "talk"\nname = "约谈"\n'
    )
    book = small.replace("points = 5", 'points = 5\nunit = "year"').replace("from = 30", "from = 5")

    assert checking.faults(book + limit) == ()


def test_conditions_that_refer_to_each_other_in_great_number_are_checked_at_once() -> None:
    count = 60
    conditions = "".join(
        f'[[condition]]\nkey = "c{n}"\nname = "C"\nall = ['
        + ", ".join(f'{{ condition = "c{m}" }}' for m in range(n + 1, count + 1))
        + "]\n"
        for n in range(count)
    )
    end = f'[[condition]]\nkey = "c{count}"\nname = "C"\nmonths_at_least = 1\n'

    found = checking.faults(conditions + end)

    assert not [fault for fault in found if "circle" in fault.said(ENGLISH)]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("name = “济南”", (1, 8), '“““ is a full-width mark; type “"” instead'),
        ("a = 1\nkey ＝ 1", (2, 5), "full-width"),
        ("a = [1，2]", (1, 7), "full-width"),
        ('a = "x\nb = 2', (1, 7), "quotation mark is not closed"),
        ('a = """x\n', (1, 9), "quotation mark is not closed"),
        ("[a]\n[a]", (2, 3), "second time"),
        ("a = 1\na = 2", (2, 6), "second time"),
        ("a = 1 b", (1, 7), "behind the value"),
        ("= 3", (1, 1), "Nothing can begin"),
        ("a 3", (1, 3), "“=” is missing"),
        ("[[b\n", (1, 4), "heading is not closed"),
        ("a = yes", (1, 5), "no value"),
        ("a = [ 1 2 ]", (1, 9), "a comma or “]”"),
        ("a = { b = 1", (1, 12), "closing brace"),
        ('a = "\\d"', (1, 8), "backslash"),
        ('a = "\x01"', (1, 6), "may not stand"),
    ],
)
def test_what_is_no_toml_is_told_by_line_and_column(
    text: str, place: tuple[int, int], said: str
) -> None:
    (fault,) = checking.faults(text)

    assert (fault.line, fault.parts["column"]) == place
    assert said in fault.said(ENGLISH).replace("““”", "“““")
    assert f"第{place[0]}行" in fault.said(CHINESE)
    assert f"第{place[1]}列" in fault.said(CHINESE)


@pytest.mark.parametrize("text", ["a = " + "[" * 3000, "a = " + "9" * 5000])
def test_a_hostile_text_is_refused_and_no_more(text: str) -> None:
    assert checking.faults(text)
