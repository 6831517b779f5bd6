"""Looking for words in the texts of matters, and in the names of who raised them."""

from sqlalchemy import ColumnElement, or_
from sqlalchemy import select as columns
from sqlmodel import col

from core.matters.models import Author, Matter
from core.members.models import Member


def hold(search: str) -> ColumnElement[bool]:
    """Whether the situation, the analysis or the suggestion of a matter holds some words.

    No index knows these: the texts of all that the rest of a filter leaves are read. So lists
    ask it only where somebody wants it, beside their own kind and committee.
    """
    parts = (Matter.situation, Matter.analysis, Matter.suggestion)
    return or_(*(col(one).icontains(search, autoescape=True) for one in parts))


def is_of(search: str) -> ColumnElement[bool]:
    """Whether an author of a matter is called so. Names are looked through first: they are few."""
    called = columns(col(Member.id)).where(col(Member.name).icontains(search, autoescape=True))
    signed = columns(col(Author.matter_id)).where(col(Author.member_id).in_(called))
    return col(Matter.id).in_(signed)
