from dataclasses import replace

from core.reports.changes import KeyFigure, most_changed
from core.reports.queries.kpis import Figures

FIGURES = Figures(*([0] * 15))


def test_what_changed_most_is_judged_by_its_size() -> None:
    before = replace(FIGURES, activities=100, served=1000)
    now = replace(FIGURES, activities=150, served=1100)

    change = most_changed(now, before)

    assert change
    assert (change.figure, change.now, change.before) == (KeyFigure.ACTIVITIES, 150, 100)
    assert change.share == 0.5


def test_a_fall_counts_as_a_rise_does() -> None:
    before = replace(FIGURES, activities=100, served=1000)
    now = replace(FIGURES, activities=110, served=100)

    change = most_changed(now, before)

    assert change
    assert change.figure is KeyFigure.SERVED


def test_small_numbers_are_chance() -> None:
    assert most_changed(replace(FIGURES, activities=4), replace(FIGURES, activities=1)) is None


def test_without_a_period_before_nothing_is_compared() -> None:
    assert most_changed(replace(FIGURES, activities=400), FIGURES) is None


def test_what_stayed_as_it_was_is_no_change() -> None:
    same = replace(FIGURES, activities=400)

    assert most_changed(same, same) is None
