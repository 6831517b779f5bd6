"""Which categories of activities a code stands for: a heading covers those below it."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.activities.catalogue import queries as catalogue
from core.activities.models import Category

OWN = "own_"  # codes that an office's own categories are given: each office counts its own


def ids_of(
    session: Session, codes: Collection[str], committee_id: int
) -> Mapping[str, tuple[int, ...]]:
    """The ids of each code, in whichever catalogue, since members attend elsewhere too.

    Codes of an office's own categories mean those of the catalogue that the committee uses.
    """
    found: dict[str, list[int]] = {code: [] for code in codes}
    if not found:
        return {}
    some_own = any(code.startswith(OWN) for code in codes)
    kept_by = catalogue.keeper(session, committee_id) if some_own else 0
    for category_id, own, parent, committee in session.execute(_asked(), {"codes": list(codes)}):
        for code in {own, parent} & found.keys():
            if committee == kept_by or not code.startswith(OWN):
                found[code].append(category_id)
    return {code: tuple(ids) for code, ids in found.items()}


@lru_cache
def _asked() -> Select[*tuple[Any, ...]]:
    """Categories that have one of the codes, or stand below a heading that has."""
    above = aliased(Category)
    codes: BindParameter[Any] = bindparam("codes", expanding=True)
    return (
        select(col(Category.id), col(Category.code), col(above.code), col(Category.committee_id))
        .outerjoin(above, col(above.id) == col(Category.parent_id))
        .where(or_(col(Category.code).in_(codes), col(above.code).in_(codes)))
        .order_by(col(Category.id))
    )
