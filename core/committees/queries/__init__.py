"""Reading committees and what belongs to them, within an actor's reach."""

from core.committees.queries.places import (
    CommunityRow,
    Order,
    Where,
    communities,
    count_communities,
    townships,
)
from core.committees.queries.terms import (
    SectorRow,
    SessionRow,
    SpecialCommitteeRow,
    TermRow,
    current_term,
    sectors,
    sessions,
    special_committees,
    terms,
)
from core.committees.queries.tree import (
    CommitteeDetail,
    CommitteeOption,
    detail,
    find,
    options,
    reached,
)

__all__ = [
    "CommitteeDetail",
    "CommitteeOption",
    "CommunityRow",
    "Order",
    "SectorRow",
    "SessionRow",
    "SpecialCommitteeRow",
    "TermRow",
    "Where",
    "communities",
    "count_communities",
    "current_term",
    "detail",
    "find",
    "options",
    "reached",
    "sectors",
    "sessions",
    "special_committees",
    "terms",
    "townships",
]
