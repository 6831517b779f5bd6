"""The documents of a closed assessment, for those who approve: the list, and all in one file."""

from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlmodel import Session

from core.assessment import reach, telling
from core.assessment.archive import documents
from core.assessment.models import Assessment, AssessmentState
from core.assessment.reach import APPROVE
from core.assessment.telling import Done
from core.audit.service import Changes
from core.errors import NotFound
from core.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A frozen document, and the hash of its text."""

    name: str
    sha256: str


def listing(session: Session, actor: Actor, assessment_id: int) -> list[DocumentRow]:
    """The documents of a closed assessment."""
    row = reach.find(session, actor, assessment_id, APPROVE)
    return [DocumentRow(*one) for one in documents.names(session, row.id).items()]


def export(session: Session, actor: Actor, assessment_id: int, file: IO[bytes]) -> Assessment:
    """Write all documents into one ZIP file. It names people, so it leaves a trace."""
    require(actor, Permission.EXPORT)
    row = reach.find(session, actor, assessment_id, APPROVE)
    if row.state is not AssessmentState.CLOSED:
        raise NotFound
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name in documents.names(session, row.id):
            with packed.open(name, "w") as target:
                for piece in documents.pieces(documents.packed(session, row.id, name) or b""):
                    target.write(piece)
    telling.record(session, actor, row, Done("assessment:downloaded", Changes({}, {})))
    return row
