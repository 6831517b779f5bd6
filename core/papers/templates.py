"""Which template a paper is made from, and the changes of an office to its templates."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as columns
from sqlalchemy import update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.accounts.models import Account
from core.audit.service import Entry
from core.committees import scope, trail
from core.committees.models import Committee, CommitteeTree, Level
from core.errors import NotFound, RuleBroken
from core.files import queries as files
from core.files import service as attachments
from core.files.intake import WORD, Accepted
from core.files.models import FileOwner
from core.files.service import Owner
from core.i18n import LANGUAGES, N_
from core.papers.checking import Verdict
from core.papers.models import PaperKind, PaperTemplate
from core.papers.paper import Paper
from core.papers.render import Template
from core.papers.words import Words
from core.permissions import Actor, Permission, require
from core.text import clean

READ, WRITE = Permission.COMMITTEE_READ, Permission.COMMITTEE_WRITE


@dataclass(frozen=True, slots=True)
class Place:
    """Where a template is used: a committee's papers of one kind and language."""

    committee_id: int
    kind: PaperKind
    language: str


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template as the screen lists it. Without an attachment it is the preset."""

    id: int
    kind: PaperKind
    language: str
    name: str
    red_header: bool
    attachment_id: int | None
    in_use: bool
    by: str
    kept_at: datetime


def of_committee(session: Session, actor: Actor, committee_id: int) -> list[TemplateRow]:
    """The templates of a committee that are not in the bin, the newest first."""
    require(actor, READ)
    kept = TemplateRow.__dataclass_fields__
    asked = (
        columns(
            *(getattr(PaperTemplate, name) for name in kept if name not in ("by", "kept_at")),
            col(Account.name),
            col(PaperTemplate.kept_at),
        )
        .outerjoin(Account, col(Account.id) == col(PaperTemplate.account_id))
        .where(
            col(PaperTemplate.committee_id) == committee_id,
            scope.within(actor, READ, col(PaperTemplate.committee_id)),
            col(PaperTemplate.binned_at).is_(None),
        )
        .order_by(col(PaperTemplate.id).desc())
    )
    return [
        TemplateRow(**{**dict(zip(kept, row, strict=True)), "by": row[7] or ""})
        for row in session.execute(asked)
    ]


def template(session: Session, place: Place, paper: Paper) -> Template:
    """What a paper is made from: the committee's own, that of the one a township belongs to,
    or the preset. The caller has asked what the paper is about.
    """
    row = session.exec(_in_use(place)).first()
    if row is None or row.attachment_id is None:
        red = row.red_header if row else None
        return Template(blocks=paper.preset(Words(place.language), red=red).blocks)
    return Template(files.stored(session, row.attachment_id).path.read_bytes())


def upload(
    session: Session, actor: Actor, place: Place, name: str, verdict: Verdict
) -> PaperTemplate:
    """Take a Word file that was checked into use, instead of the one before."""
    if not verdict.may_be_used:
        raise RuleBroken(N_("This template cannot be used. Mend it first."), field="file")
    row = _keep(session, actor, place, name)
    owner = Owner(FileOwner.PAPER_TEMPLATE, row.id, row.committee_id)
    kept = attachments.keep(session, actor, owner, name, Accepted(verdict.data, WORD))
    row.attachment_id = kept.id
    return _told(session, actor, "uploaded", row)


def take_preset(session: Session, actor: Actor, place: Place, *, red_header: bool) -> PaperTemplate:
    """Go back to the preset, with a red header or with a plain one."""
    row = _keep(session, actor, place, "")
    row.red_header = red_header
    return _told(session, actor, "taken back", row)


def use(session: Session, actor: Actor, template_id: int) -> PaperTemplate:
    """Take an earlier template into use again."""
    row = _find(session, actor, template_id)
    _put_aside(session, Place(row.committee_id, row.kind, row.language))
    row.in_use = True
    return _told(session, actor, "brought back", row)


def bin_template(session: Session, actor: Actor, template_id: int) -> PaperTemplate:
    """Put a template into the bin. One in use leaves the preset behind."""
    row = _find(session, actor, template_id)
    row.binned_at, row.in_use = clock.now(), False
    return _told(session, actor, "binned", row)


def restore_template(session: Session, actor: Actor, template_id: int) -> PaperTemplate:
    """Take a template out of the bin; it is not in use by that."""
    row = _find(session, actor, template_id, in_bin=True)
    row.binned_at = None
    return _told(session, actor, "restored", row)


def find_file(session: Session, actor: Actor, template_id: int) -> PaperTemplate:
    """The template that a file belongs to, for who may read it."""
    require(actor, READ)
    mine = scope.within(actor, READ, col(PaperTemplate.committee_id))
    row = session.exec(select(PaperTemplate).where(PaperTemplate.id == template_id, mine)).first()
    if row is None:
        raise NotFound
    return row


def _keep(session: Session, actor: Actor, place: Place, name: str) -> PaperTemplate:
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, place.committee_id):
        raise NotFound
    if place.language not in LANGUAGES:
        raise RuleBroken(N_("Choose the language of the paper."), field="language")
    _put_aside(session, place)
    row = PaperTemplate(
        committee_id=place.committee_id,
        kind=place.kind,
        language=place.language,
        name=clean(name, 120, "name"),
        account_id=actor.account_id,
    )
    session.add(row)
    session.flush()
    return row


def _find(
    session: Session, actor: Actor, template_id: int, *, in_bin: bool = False
) -> PaperTemplate:
    require(actor, WRITE)
    gone = col(PaperTemplate.binned_at).is_not(None)
    wanted = select(PaperTemplate).where(
        col(PaperTemplate.id) == template_id,
        scope.within(actor, WRITE, col(PaperTemplate.committee_id)),
        gone if in_bin else ~gone,
    )
    row = session.exec(wanted.with_for_update()).first()
    if row is None:
        raise NotFound
    return row


def _put_aside(session: Session, place: Place) -> None:
    """What is in use is in use no longer; whoever else changes it waits."""
    session.exec(
        select(Committee.id).where(Committee.id == place.committee_id).with_for_update()
    ).one()
    session.execute(
        update(PaperTemplate)
        .where(
            col(PaperTemplate.committee_id) == place.committee_id,
            col(PaperTemplate.kind) == place.kind,
            col(PaperTemplate.language) == place.language,
        )
        .values(in_use=False)
        .execution_options(synchronize_session="fetch")
    )


def _in_use(place: Place) -> SelectOfScalar[PaperTemplate]:
    own = col(CommitteeTree.depth) == 0
    parent = (col(CommitteeTree.depth) == 1) & (col(Committee.level) == Level.TOWNSHIP)
    return (
        select(PaperTemplate)
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(PaperTemplate.committee_id))
        .join(Committee, col(Committee.id) == col(CommitteeTree.descendant_id))
        .where(
            col(CommitteeTree.descendant_id) == place.committee_id,
            own | parent,
            col(PaperTemplate.kind) == place.kind,
            col(PaperTemplate.language) == place.language,
            col(PaperTemplate.in_use),
            col(PaperTemplate.binned_at).is_(None),
        )
        .order_by(col(CommitteeTree.depth), col(PaperTemplate.id).desc())
    )


def _told(session: Session, actor: Actor, verb: str, row: PaperTemplate) -> PaperTemplate:
    after = {"paper": row.kind, "language": row.language, "red_header": row.red_header}
    subject = (row.id, row.name, row.committee_id)
    entry = Entry(f"paper_template:{verb}", "paper_template", *subject, after=after)
    trail.record(session, actor, entry)
    return row
