"""Making papers as the product does, but drawn here and not in a process of its own."""

from dataclasses import dataclass
from functools import lru_cache
from json import dumps, loads

from sqlmodel import Session

from core.i18n import CHINESE
from core.papers import making
from core.papers.child import drawing, filling
from core.papers.making import Asked, Named
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.permissions import Actor
from tests.core.papers import reading


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper, its words and what its file is called."""

    name: str
    data: bytes
    text: str


def paper(
    session: Session,
    actor: Actor,
    kind: PaperKind,
    subject_id: int,
    language: str = CHINESE,
    reason: str = "",
    **query: str,
) -> Printed:
    """One paper, as its route makes it."""
    asked = Asked(kind, (Subject(subject_id, query),), language, reason=reason)
    return printed(making.gather(session, actor, asked)[0])


def printed(named: Named) -> Printed:
    """What was gathered, on paper."""
    how = named.filling
    template = how.template.docx or _drawn(dumps(list(how.template.blocks)))
    told = {"context": how.context, "by": how.by, "title": how.title}
    data = filling.filled(template, told)
    return Printed(named.name, data, reading.text(data))


@lru_cache
def _drawn(blocks: str) -> bytes:
    return drawing.drawn(loads(blocks))
