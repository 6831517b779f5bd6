"""A rule book in words: what an item counts, and what a value of it does."""

from collections.abc import Mapping

from core.activities.catalogue.presets import PRESETS
from core.assessment.book.faults import shown
from core.assessment.book.knobs import Knob, Setting
from core.assessment.book.shape import About, Book, Item, Match, Section, Test, Where
from core.assessment.book.vocabulary import MEASURES, Answer, Attribute, Measure, Unit
from core.assessment.models import Scores
from pages._ui.pickers import name_in_language
from pages._ui.words import _, word

Codes = Mapping[str, Mapping[str, tuple[str, str]]]
_KNOWN = {heading.code: (heading.name, heading.name_en) for heading in PRESETS} | {
    one.code: (one.name, one.name_en) for heading in PRESETS for one in heading.below
}


def item(one: Item, scores: Scores, codes: Codes) -> str:
    """What an item counts, in one sentence."""
    if one.entered:
        return _("Entered by whoever organises, paid once it is approved")
    measure = MEASURES[scores].get(one.counts)
    if measure is None:
        return one.counts
    parts = [_(measure.label)]
    if one.where:
        parts.append(where(one.where, measure, codes))
    if one.unit != Unit.TIME:
        parts.append(_("counted by: {unit}", unit=_unit(one.unit)))
    if one.out_of is not None:
        parts.append(_("as a percentage of: {what}", what=_all(one.out_of, measure, codes)))
    if one.best:
        parts.append(_("of one affair only the highest"))
    return _("; ").join(parts)


def where(fits: Where, measure: Measure | None, codes: Codes) -> str:
    """What a record must be to fit."""
    return _("; ").join(_match(match, measure, codes) for match in fits)


def limits(part: Section | Item) -> str:
    """The bounds of a section or item, "" where it has none."""
    said = []
    if part.start is not None:
        said.append(_("starts with {n} points", n=shown(part.start)))
    if part.cap is not None and part.cap != part.start:
        said.append(_("at most {n} points", n=shown(part.cap)))
    return _(", ").join(said)


def setting(one: Setting, book: Book, codes: Codes, measure: Measure | None = None) -> str:
    """What the input of a value is labelled."""
    label = word(one.knob)
    if one.test is not None and one.knob is not Knob.YEARS:
        return f"{tested(one.test, book)} · {label}"
    if one.where is not None:
        fits = where(one.where, measure, codes) or _("All others")
        return f"{fits} · {label}"
    return f"{one.said} · {label}" if one.said else label


def tested(test: Test, book: Book) -> str:
    """What a threshold looks at."""
    if test.about in (About.AMOUNT, About.ITEM):
        found = book.by_key.get(test.key)
        name = name_in_language(found.name, found.name_en) if found else test.key
        return name if test.about is About.AMOUNT else _("Points of {name}", name=name)
    if test.about is About.SECTION:
        names = {one.key: name_in_language(one.name, one.name_en) for one in book.sections}
        return _("Points of {name}", name=names.get(test.key, test.key))
    return word(test.about)


def code(attribute: str, value: str, codes: Codes) -> str:
    """What a code of the office's lists is called."""
    found = codes.get(attribute, {}).get(value) or _KNOWN.get(value)
    return name_in_language(*found) if found else value


def _all(fits: Where, measure: Measure, codes: Codes) -> str:
    return where(fits, measure, codes) or _("all of them")


def _unit(unit: str) -> str:
    known = {one.value: one for one in Unit}
    return word(known[unit]) if unit in known else unit


def _match(match: Match, measure: Measure | None, codes: Codes) -> str:
    attribute = measure.attribute(match.attribute) if measure else None
    if attribute is None:
        return match.attribute
    label = _(attribute.label)
    if attribute.answer is Answer.YES_NO:
        yes = (True in match.values) is not match.negated
        return label if yes else _("not: {what}", what=label)
    values = _(", ").join(_value(attribute, value, codes) for value in match.values)
    return _("not: {what}", what=values) if match.negated else values


def _value(attribute: Attribute, value: str | bool | int, codes: Codes) -> str:
    for choice in attribute.values:
        if choice.value == value:
            return word(choice)
    if attribute.answer is Answer.NUMBER:
        return f"{_(attribute.label)} {shown(int(value)) if isinstance(value, int) else value}"
    return code(attribute.name, str(value), codes)
