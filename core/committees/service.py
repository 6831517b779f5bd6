"""Changing the tree of committees."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import queries, rules, scope, trail, tree
from core.committees.drafts import CommitteeDraft
from core.committees.models import Committee, Level
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.text import clean, digits, required

NAME, NAME_EN, CODE = 80, 120, 20
PASTE = 100_000


def found(session: Session, actor: Actor | None, draft: CommitteeDraft) -> Committee:
    """Found the first committee of an installation: it stands below none.

    Asks for no permission, since nobody can have one yet; refused once there is a committee.
    """
    if session.exec(select(Committee.id)).first() is not None:
        raise RuleBroken(N_("There is a committee already. Add others below it."))
    row = tree.plant(session, Committee(level=draft.level, **_columns(draft)))
    _record(session, actor, "committee:founded", row, Changes({}, _columns(draft)))
    return row


def add(session: Session, actor: Actor, parent_id: int, draft: CommitteeDraft) -> Committee:
    """Add a committee or township below one within the actor's scope."""
    require(actor, Permission.COMMITTEE_WRITE)
    parent = queries.find(session, actor, parent_id, Permission.COMMITTEE_WRITE)
    rules.check_level(draft.level, parent.level)
    columns = _columns(draft)
    _check_code(session, columns["code"])
    row = tree.plant(session, Committee(parent_id=parent.id, level=draft.level, **columns))
    _record(session, actor, "committee:added", row, Changes({}, columns | {"parent_id": parent.id}))
    return row


def add_townships(session: Session, actor: Actor, parent_id: int, names: str) -> list[Committee]:
    """Add townships pasted one a line; each gets the next code below the committee's."""
    require(actor, Permission.COMMITTEE_WRITE)
    parent = queries.find(session, actor, parent_id, Permission.COMMITTEE_WRITE)
    rules.check_level(Level.TOWNSHIP, parent.level)
    tree.lock_above(session, parent.id)  # so that two pastes do not take the same codes
    lines = read_lines(names, NAME)
    below = select(Committee.name).where(Committee.parent_id == parent.id)
    rules.check_names(lines, session.exec(below).all())
    codes = _next_codes(session, parent, len(lines))
    rows = [
        tree.plant(
            session,
            Committee(parent_id=parent.id, level=Level.TOWNSHIP, code=code, name=name),
        )
        for code, name in zip(codes, lines, strict=True)
    ]
    _record(session, actor, "committee:townships added", parent, Changes({}, {"names": lines}))
    return rows


def edit(
    session: Session, actor: Actor, committee_id: int, draft: CommitteeDraft, version: int
) -> Committee:
    """Change a committee's names and code. Its level and place stay."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = queries.find(session, actor, committee_id, Permission.COMMITTEE_WRITE, lock=True)
    columns = _columns(draft)
    _check_code(session, columns["code"], row.id)
    changes = audit.apply(row, columns, version)
    _record(session, actor, "committee:edited", row, changes)
    return row


def move(
    session: Session, actor: Actor, committee_id: int, parent_id: int, version: int
) -> Committee:
    """Hang a committee below another; both, and where it stood, lie within the actor's scope."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = queries.find(session, actor, committee_id, Permission.COMMITTEE_WRITE)
    parent = queries.find(session, actor, parent_id, Permission.COMMITTEE_WRITE)
    old = row.parent_id
    if old is None or not scope.covers(session, actor, Permission.COMMITTEE_WRITE, old):
        raise NotFound
    rules.check_level(row.level, parent.level)
    tree.move(session, row, parent.id)
    changes = audit.apply(row, {"parent_id": parent.id}, version)
    trail.raise_revision(session, old)
    _record(session, actor, "committee:moved", row, changes)
    return row


def read_lines(pasted: str, limit: int) -> list[str]:
    """The names of a pasted list, one a line, cleaned; empty lines do not count."""
    if len(pasted) > PASTE:
        raise RuleBroken(N_("This is too much at once. Paste it in parts."), "names")
    lines = [clean(line, limit, "names") for line in pasted.splitlines()]
    return [line for line in lines if line]


def _columns(draft: CommitteeDraft) -> dict[str, Any]:
    return {
        "name": required(draft.name, NAME, "name", N_("Give the committee a name.")),
        "name_en": clean(draft.name_en, NAME_EN, "name_en"),
        "code": required(
            digits(draft.code, CODE, "code"), CODE, "code", N_("Give the committee a code.")
        ),
        "time_zone": draft.time_zone,
    }


def _check_code(session: Session, code: str, own_id: int = 0) -> None:
    taken = select(Committee.id).where(Committee.code == code, Committee.id != own_id)
    rules.check_unused(
        session.exec(taken).first(),
        "code",
        N_("Another committee has this code. Choose another one."),
    )


def _next_codes(session: Session, parent: Committee, number: int) -> Sequence[str]:
    """The first free codes of the form `<code of the parent>-07`."""
    stem = parent.code[: CODE - 4]
    like = select(Committee.code).where(col(Committee.code).startswith(stem, autoescape=True))
    taken = set(session.exec(like).all())
    numbered = (f"{stem}-{n:02}" for n in range(1, len(taken) + number + 1))
    return [code for code in numbered if code not in taken][:number]


def _record(
    session: Session, actor: Actor | None, action: str, row: Committee, told: Changes
) -> None:
    entry = Entry(action, "committee", row.id, row.name, row.id, told.before, told.after)
    trail.record(session, actor, entry)
