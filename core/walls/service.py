"""Walls: making one, pairing a screen with it, changing what it shows, and taking it back."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from core import clock
from core.accounts import cookies
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import scope, trail
from core.errors import NotFound, RuleBroken
from core.i18n import CHINESE, N_
from core.permissions import Actor, Grant, Permission, Role, require
from core.text import required
from core.walls import codes, rules
from core.walls.models import Wall, WallLook, WallSpan

WRITE = Permission.WALL_WRITE
CODE_LIFE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)
WRONG_CODE = N_("This code is not known or too old. Have a new one made under Meeting room walls.")


@dataclass(frozen=True, slots=True)
class WallDraft:
    """What a wall is to show."""

    name: str
    slides: tuple[str, ...]
    pause_seconds: int = 20
    span: WallSpan = WallSpan.YEAR
    language: str = CHINESE
    look: WallLook = WallLook.LIGHT


@dataclass(frozen=True, slots=True)
class Visit:
    """A wall whose screen has shown its key, and who reads for it."""

    wall: Wall
    actor: Actor


def make(session: Session, actor: Actor, committee_id: int, draft: WallDraft) -> tuple[Wall, str]:
    """A new wall, and the code that pairs a screen with it; the code is told this once."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    columns = _columns(draft)
    _check_free(session, committee_id, str(columns["name"]))
    given = {"committee_id": committee_id, "created_by": actor.account_id}
    row = Wall(**given, **columns)  # type: ignore[arg-type]  # as checked
    session.add(row)
    session.flush()
    code = _new_code(row)
    _tell(session, actor, "made", row, audit.Changes({}, columns))
    return row, code


def change(session: Session, actor: Actor, wall_id: int, draft: WallDraft, version: int) -> Wall:
    """Change what a wall shows. Its screen follows at its next look."""
    require(actor, WRITE)
    row = find(session, actor, wall_id)
    columns = _columns(draft)
    if columns["name"] != row.name:
        _check_free(session, row.committee_id, str(columns["name"]))
    _tell(session, actor, "edited", row, audit.apply(row, columns, version))
    return row


def renew(session: Session, actor: Actor, wall_id: int) -> str:
    """A new code for a wall. The screen paired so far goes on until another is paired."""
    require(actor, WRITE)
    row = find(session, actor, wall_id)
    if row.revoked_at:
        raise RuleBroken(N_("This wall was taken back. Make a new one."))
    code = _new_code(row)
    _tell(session, actor, "code renewed", row, audit.Changes({}, {}))
    return code


def revoke(session: Session, actor: Actor, wall_id: int) -> Wall:
    """Take a wall back: its screen shows nothing from its next look on."""
    require(actor, WRITE)
    row = find(session, actor, wall_id)
    row.revoked_at = row.revoked_at or clock.now()
    row.code_hash, row.code_until = "", None
    row.version += 1
    _tell(session, actor, "taken back", row, audit.Changes({}, {}))
    return row


def pair(session: Session, typed: str) -> str:
    """Pair a screen by the code typed on it; returns the key that it keeps. A code is good once."""
    wanted = codes.hashed(typed)
    alive = select(Wall).where(
        col(Wall.code_hash) == wanted,
        col(Wall.code_until) > clock.now(),
        col(Wall.revoked_at).is_(None),
    )
    row = session.exec(alive.with_for_update()).first() if wanted else None
    if row is None:
        raise RuleBroken(WRONG_CODE, "code")
    key = cookies.fresh()
    row.key_hash, row.code_hash, row.code_until = cookies.hashed(key), "", None
    row.paired_at = row.seen_at = clock.now()
    _tell(session, None, "paired", row, audit.Changes({}, {}))
    return key


def visit(session: Session, key: str) -> Visit | None:
    """The wall of a key; None where it was taken back, or is no key at all."""
    if not key:
        return None
    alive = select(Wall).where(
        col(Wall.key_hash) == cookies.hashed(key), col(Wall.revoked_at).is_(None)
    )
    row = session.exec(alive).first()
    if row is None:
        return None
    grant = Grant(Role.DISPLAY, row.committee_id, row.committee_id)
    return Visit(row, Actor(0, row.name, row.language, (grant,)))


def is_stale(row: Wall) -> bool:
    """Whether it is time to note that a wall's screen still looks."""
    return row.seen_at is None or clock.now() - row.seen_at >= SEEN_EVERY


def touch(session: Session, key: str) -> None:
    """Note that the screen of a key looked."""
    row = session.exec(select(Wall).where(col(Wall.key_hash) == cookies.hashed(key))).first()
    if row:
        row.seen_at = clock.now()


def find(session: Session, actor: Actor, wall_id: int) -> Wall:
    """A wall within the actor's scope."""
    require(actor, WRITE)
    row = session.get(Wall, wall_id, with_for_update=True)
    if row is None or not scope.covers(session, actor, WRITE, row.committee_id):
        raise NotFound
    return row


def listing(session: Session, actor: Actor, committee_id: int) -> list[Wall]:
    """The walls of a committee and those below it, the newest first."""
    require(actor, WRITE)
    wanted = select(Wall).where(
        scope.within(actor, WRITE, col(Wall.committee_id)),
        col(Wall.committee_id).in_(scope.below([committee_id])),
    )
    return list(session.exec(wanted.order_by(col(Wall.id).desc()).limit(200)))


def _columns(draft: WallDraft) -> dict[str, object]:
    rules.check_slides(draft.slides)
    rules.check_pause(draft.pause_seconds)
    rules.check_language(draft.language)
    name = required(draft.name, rules.NAME, "name", N_("Type what the wall is called."))
    return asdict(draft) | {"name": name, "slides": ",".join(draft.slides)}


def _check_free(session: Session, committee_id: int, name: str) -> None:
    asked = select(Wall.id).where(Wall.committee_id == committee_id, Wall.name == name)
    if session.exec(asked).first() is not None:
        raise RuleBroken(N_("There is a wall of this name already."), "name")


def _new_code(row: Wall) -> str:
    code = codes.fresh()
    row.code_hash, row.code_until = codes.hashed(code), clock.now() + CODE_LIFE
    return code


def _tell(
    session: Session, actor: Actor | None, verb: str, row: Wall, changes: audit.Changes
) -> None:
    told = (changes.before, changes.after)
    entry = Entry(f"wall:{verb}", "wall", row.id, row.name, row.committee_id, *told)
    trail.record(session, actor, entry)
