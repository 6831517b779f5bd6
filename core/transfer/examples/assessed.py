"""The year of an example committee under assessment, by books that come with the program."""

from datetime import date

from sqlmodel import Session

from core.assessment import keeping
from core.assessment.book import presets, reading
from core.assessment.books import seal
from core.assessment.models import Assessment, BookState, RuleBook
from core.committees.models import Committee

BOOKS = ("five_colours", "studio_stars")


def assess(session: Session, committee: Committee, year: int) -> list[Assessment]:
    """Adopt the books for a committee, and score its year by each."""
    return [_open(session, _adopted(session, committee, code), year) for code in BOOKS]


def _adopted(session: Session, committee: Committee, code: str) -> RuleBook:
    text = presets.text(code)
    book = reading.read(text)
    row = RuleBook(
        committee_id=committee.id,
        code=code,
        name=book.name,
        name_en=book.name_en,
        scores=book.scores,
        text=text,
        sha256=seal(text),
        state=BookState.ADOPTED,
    )
    session.add(row)
    session.flush()
    return row


def _open(session: Session, book: RuleBook, year: int) -> Assessment:
    opened = Assessment(
        committee_id=book.committee_id,
        book_id=book.id,
        year=year,
        first_on=date(year, 1, 1),
        last_on=date(year, 12, 31),
    )
    session.add(opened)
    keeping.rebuild(session, opened)
    return opened
