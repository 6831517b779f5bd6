"""What the forms and filters of members offer to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core import clock
from core.committees import queries as committees
from core.committees.queries import CommitteeOption, SectorRow, SpecialCommitteeRow
from core.groups import queries as groups
from core.groups.models import SectorGroup
from core.members.files import MemberFile, Name
from core.permissions import Actor, Permission
from pages._ui.edge import reading
from pages._ui.words import name_of

_READ = Permission.MEMBER_READ


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a committee that members belong to, by id."""

    sectors: dict[int, str] = field(default_factory=dict)
    special: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    townships: dict[int, str] = field(default_factory=dict)


def bodies(actor: Actor, committee_id: int) -> Bodies:
    """What a committee has today: sectors and groups of the present term."""
    sees_groups = actor.may(Permission.GROUP_READ)
    with reading() as session:
        term = committees.current_term(session, committee_id, clock.today())
        sectors = committees.sectors(session, actor, term.id, _READ) if term else []
        return Bodies(
            _named(sectors),
            _named(committees.special_committees(session, actor, committee_id, _READ)),
            _named(groups.groups_of_term(session, actor, term.id)) if term and sees_groups else {},
            _named(committees.townships(session, actor, committee_id, _READ)),
        )


def with_own(bodies_today: Bodies, file: MemberFile) -> Bodies:
    """The same with a member's own sector and special committee, of whatever term."""
    member = file.member
    own = Bodies(dict(bodies_today.sectors), dict(bodies_today.special))
    if member.sector_id:
        own.sectors.setdefault(member.sector_id, name_of(file.sector))
    if member.special_committee_id:
        own.special.setdefault(member.special_committee_id, name_of(file.special_committee))
    return own


def told(name: str | None, name_en: str | None) -> str:
    """A name in the language of the person who looks; "" where there is none."""
    return name_of(Name(name or "", name_en or ""))


def _named(
    rows: Iterable[SectorRow | SpecialCommitteeRow | CommitteeOption | SectorGroup],
) -> dict[int, str]:
    return {row.id: name_of(row) for row in rows}
