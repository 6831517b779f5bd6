"""Documents of a closed assessment: written line by line, compressed as they grow."""

import json
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from core.assessment.models import Frozen

BOOK, SCORES, GRADES = "book.toml", "scores.jsonl", "grades.jsonl"
CORRECTIONS, APPROVALS, ABOUT = "corrections.jsonl", "approvals.jsonl", "about.json"
YEARS = "years.jsonl"
FACTS = "facts-"
HASHES = "hashes.txt"
LINES = 100_000  # of one document of facts; then the next one begins
BUFFER = 64 * 1024
_TABLE = Frozen.__table__  # type: ignore[attr-defined]  # each Table has one


class Writer:
    """One document: only what is compressed so far is held."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines = 0
        self._hash = sha256()
        self._packer = zlib.compressobj(6)
        self._packed = bytearray()

    def write(self, text: str) -> None:
        """Add text."""
        data = text.encode()
        self._hash.update(data)
        self._packed += self._packer.compress(data)

    def line(self, values: Any) -> None:  # noqa: ANN401  whatever JSON can tell
        """Add a line of JSON."""
        self.lines += 1
        self.write(as_line(values))

    def keep(self, session: Session, assessment_id: int) -> tuple[str, str]:
        """Write it to the database; its name and its hash."""
        content = bytes(self._packed + self._packer.flush())
        digest = self._hash.hexdigest()
        told = {"name": self.name, "sha256": digest, "content": content}
        session.connection().execute(insert(_TABLE), [{"assessment_id": assessment_id, **told}])
        return self.name, digest


def as_line(values: Any) -> str:  # noqa: ANN401  whatever JSON can tell
    """A value as one line, always written alike."""
    told = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return told + "\n"


def keep_text(session: Session, assessment_id: int, name: str, text: str) -> tuple[str, str]:
    """Keep a document that is at hand as a whole."""
    writer = Writer(name)
    writer.write(text)
    return writer.keep(session, assessment_id)


def keep_lines(
    session: Session, assessment_id: int, name: str, rows: Iterable[Any]
) -> tuple[str, str]:
    """Keep a document of one line each."""
    writer = Writer(name)
    for row in rows:
        writer.line(row)
    return writer.keep(session, assessment_id)


def keep_parts(session: Session, assessment_id: int, rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Keep lines in as many documents as it takes, none of which grows beyond measure."""
    kept = []
    writer = Writer(f"{FACTS}001.jsonl")
    for row in rows:
        if writer.lines >= LINES:
            kept.append(writer.keep(session, assessment_id))
            writer = Writer(f"{FACTS}{len(kept) + 1:03}.jsonl")
        writer.line(row)
    kept.append(writer.keep(session, assessment_id))
    return kept


def names(session: Session, assessment_id: int) -> dict[str, str]:
    """The documents of an assessment with the hashes written beside them."""
    asked = (
        select(_TABLE.c.name, _TABLE.c.sha256)
        .where(_TABLE.c.assessment_id == assessment_id)
        .order_by(_TABLE.c.name)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def packed(session: Session, assessment_id: int, name: str) -> bytes | None:
    """A document as it is kept, compressed."""
    asked = select(col(Frozen.content)).where(
        col(Frozen.assessment_id) == assessment_id, col(Frozen.name) == name
    )
    found: bytes | None = session.execute(asked).scalar_one_or_none()
    return found


def pieces(content: bytes) -> Iterator[bytes]:
    """What a document says, a piece at a time. Raises zlib.error where it was damaged."""
    unpacker = zlib.decompressobj()
    data = content
    while data:
        yield unpacker.decompress(data, BUFFER)
        data = unpacker.unconsumed_tail
    yield unpacker.flush()
    if not unpacker.eof:
        raise zlib.error


def text(session: Session, assessment_id: int, name: str) -> str:
    """A document as a whole. For those that do not grow with the facts."""
    content = packed(session, assessment_id, name) or zlib.compress(b"")
    return b"".join(pieces(content)).decode()


def raw_lines(session: Session, assessment_id: int, name: str) -> Iterator[bytes]:
    """The lines of a document as they stand, one at a time."""
    content = packed(session, assessment_id, name) or zlib.compress(b"")
    rest = b""
    for piece in pieces(content):
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole


def lines(session: Session, assessment_id: int, name: str) -> Iterator[Any]:
    """The lines of a document, one at a time."""
    return map(json.loads, raw_lines(session, assessment_id, name))


def facts(session: Session, assessment_id: int) -> Iterator[Any]:
    """The lines of all documents of facts."""
    for name in names(session, assessment_id):
        if name.startswith(FACTS):
            yield from lines(session, assessment_id, name)
