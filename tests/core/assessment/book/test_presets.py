"""The rule books that come with the program, and the words they use."""

import pytest

from core.activities.catalogue.presets import PRESETS as CATALOGUE
from core.assessment.book import checking, presets, reading, shape
from core.assessment.book.choices import About
from core.assessment.book.shape import Book
from core.assessment.book.vocabulary import KINDS, MEASURES
from core.assessment.models import Scores
from core.i18n import CHINESE, translate
from core.studios.presets import PRESETS as STANDARDS

CODES = [preset.code for preset in presets.PRESETS]
LISTS = {
    "activity": {heading.code for heading in CATALOGUE}
    | {below.code for heading in CATALOGUE for below in heading.below},
    "set": {standard.code for standard in STANDARDS},
    "item": {item.name for standard in STANDARDS for item in standard.items},
}


def book(code: str) -> Book:
    return reading.read(presets.text(code))


@pytest.mark.parametrize("code", CODES)
def test_a_preset_has_no_fault_not_even_beside_the_lists_of_an_office(code: str) -> None:
    assert [fault.said("en") for fault in checking.faults(presets.text(code), LISTS)] == []


@pytest.mark.parametrize("preset", presets.PRESETS, ids=lambda preset: preset.code)
def test_a_preset_scores_whom_its_list_says(preset: presets.Preset) -> None:
    assert book(preset.code).scores is preset.scores


def test_the_seven_presets_are_there_and_no_other_text() -> None:
    texts = sorted(path.stem for path in presets.FOLDER.glob("*.toml"))

    assert texts == sorted(CODES)
    with pytest.raises(KeyError):
        presets.text("../presets/jinan")


def test_jinan_is_read_as_its_rule_says() -> None:
    jinan = book("jinan")

    assert (jinan.base, jinan.cap, jinan.sections[0].cap) == (7000, 12000, 5000)
    assert {key: jinan.by_key[key].points for key in ("plenary_absent", "plenary_leave")} == {
        "plenary_absent": -3000,
        "plenary_leave": -1000,
    }
    assert (jinan.by_key["further_proposals"].from_nth, jinan.by_key["welfare"].cap) == (2, 1000)
    assert [grade.from_points for grade in jinan.grades] == [8500, 6000, None]
    assert jinan.limits[0].test == shape.Test(About.TOTAL, below=6000)


def test_tongcheng_comes_to_a_hundred_points() -> None:
    tongcheng = book("tongcheng")

    assert sum(section.cap or 0 for section in tongcheng.sections) == 10_000


def test_guangshui_comes_to_eighty_ten_and_ten() -> None:
    guangshui = book("guangshui_members")

    assert [section.cap for section in guangshui.sections[:5]] == [2000, 2000, 4000, 1000, 1000]


@pytest.mark.parametrize("scores", list(Scores))
def test_every_word_of_the_vocabulary_has_its_chinese(scores: Scores) -> None:
    measures = MEASURES[scores].values()
    attributes = [attribute for measure in measures for attribute in measure.attributes]
    labels = [measure.label for measure in measures]
    labels += [attribute.label for attribute in attributes]
    labels += [value.label for attribute in attributes for value in attribute.values]
    labels += [unit.label for measure in measures for unit in measure.units]
    labels += [kind.label for kind in KINDS[scores]]

    assert [label for label in labels if translate(label, CHINESE) == label] == []


@pytest.mark.parametrize("scores", list(Scores))
def test_names_are_given_once(scores: Scores) -> None:
    for name, measure in MEASURES[scores].items():
        attributes = [attribute.name for attribute in measure.attributes]

        assert measure.name == name
        assert len(set(attributes)) == len(attributes)
