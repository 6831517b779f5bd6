"""The words of a book against the vocabulary: measures, attributes, values, units, kinds."""

from collections.abc import Collection, Mapping

from core.assessment.book.lines import Path
from core.assessment.book.shape import Book, Item, Match, Where
from core.assessment.book.tables import Log
from core.assessment.book.vocabulary import (
    ENTERED_UNITS,
    KINDS,
    MEASURES,
    Answer,
    Attribute,
    Measure,
)
from core.i18n import N_
from core.permissions import GRANTED, SCOPE_OF_ROLE, Permission, Role, ScopeKind

Lists = Mapping[str, Collection[str]]
AUTHORED = "co_signed"
# Who may take a step of the approval: the roles that approve for a whole committee.
APPROVERS = [
    role.value
    for role in Role
    if SCOPE_OF_ROLE[role] is ScopeKind.COMMITTEE and Permission.ASSESSMENT_APPROVE in GRANTED[role]
]


def check(book: Book, log: Log, lists: Lists) -> None:
    """Note each word that is not known."""
    _kinds(book, log)
    for place, section in enumerate(book.sections):
        for number, item in enumerate(section.items):
            _item(book, item, ("section", place, "item", number), log, lists)
    for place, approval in enumerate(book.approvals):
        _approver(approval.role, ("approval", place, "role"), log)


def _approver(role: str, path: Path, log: Log) -> None:
    if role in [each.value for each in Role] and role not in APPROVERS:
        sentence = N_("The role “{given}” does not approve for the office. Write one of: {known}.")
        log.fault(path, sentence, given=role, known=", ".join(APPROVERS))
    elif role and role not in APPROVERS:
        log.unknown(path, N_("There is no role “{given}”."), role, APPROVERS)


def _kinds(book: Book, log: Log) -> None:
    known = [kind.value for kind in KINDS[book.scores]]
    for kind in book.kinds:
        if kind not in known:
            log.unknown(("kinds",), N_("There is no kind “{given}”."), kind, known)


def _item(book: Book, item: Item, path: Path, log: Log, lists: Lists) -> None:
    if item.entered:
        _unit(item, path, log, ENTERED_UNITS)
        return
    measures = MEASURES[book.scores]
    measure = measures.get(item.counts)
    if measure is None:
        sentence = N_("The measure “{given}” is not known for those whom this book scores.")
        log.unknown((*path, "counts"), sentence, item.counts, measures)
        return
    _unit(item, path, log, measure.units)
    if item.share and measure.attribute(AUTHORED) is None:
        log.fault(
            (*path, "share"),
            N_("“{given}” has no authors to share the points: leave “share” out."),
            given=item.counts,
        )
    for below, where in _filters(item):
        for match in where:
            _match(match, (*path, *below, match.attribute), measure, log, lists)


def _filters(item: Item) -> list[tuple[Path, Where]]:
    """All filters of an item with where they stand."""
    return [
        (("where",), item.where),
        (("out_of",), item.out_of or ()),
        *((("cases", n, "when"), case.when) for n, case in enumerate(item.cases)),
        *((("times", n, "when"), each.when) for n, each in enumerate(item.times)),
    ]


def _unit(item: Item, path: Path, log: Log, units: Collection[str]) -> None:
    if item.unit not in units:
        sentence = N_("The unit “{given}” is not known for what is counted here.")
        log.unknown((*path, "unit"), sentence, item.unit, [str(unit) for unit in units])


def _match(match: Match, path: Path, measure: Measure, log: Log, lists: Lists) -> None:
    attribute = measure.attribute(match.attribute)
    if attribute is None:
        sentence = N_("“{given}” is no attribute of what is counted here.")
        log.unknown(path, sentence, match.attribute, [each.name for each in measure.attributes])
    elif attribute.answer is Answer.YES_NO:
        if not all(isinstance(value, bool) for value in match.values):
            _fault(log, path, N_("“{key}” is true or false, without quotation marks."), attribute)
    elif attribute.answer is Answer.NUMBER:
        if any(isinstance(value, bool | str) for value in match.values):
            _fault(log, path, N_("“{key}” is a whole number."), attribute)
    else:
        _values(match, path, attribute, log, lists)


def _fault(log: Log, path: Path, sentence: str, attribute: Attribute) -> None:
    log.fault(path, sentence, key=attribute.name)


def _values(match: Match, path: Path, attribute: Attribute, log: Log, lists: Lists) -> None:
    """Values out of a list: our own, or the office's where it was handed in."""
    if not all(isinstance(value, str) for value in match.values):
        _fault(log, path, N_("“{key}” is a text in quotation marks."), attribute)
        return
    if attribute.answer is Answer.OPEN and attribute.name not in lists:
        return
    known = [each.value for each in attribute.values] or list(lists.get(attribute.name, ()))
    for place, value in enumerate(match.values):
        if value not in known:
            sentence = N_("“{given}” is no value of “{key}”.")
            log.unknown(
                _valued(path, match, place, log), sentence, value, known, key=attribute.name
            )


def _valued(path: Path, match: Match, place: int, log: Log) -> Path:
    """Where one value of several stands, which may be a line of its own."""
    inner = (*path, "not") if match.negated else path
    return (*inner, place) if (*inner, place) in log.lines else inner
