"""The example committees: five real reports told with numbered placeholder people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from core.audit.service import Entry
from core.committees import service as committees
from core.committees import trail
from core.committees.drafts import CommitteeDraft
from core.committees.models import Committee, Level, Term
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.transfer.examples import assessed, bayingolin, hengshan, hubin, jincheng, shangzhou
from core.transfer.examples.builder import Builder
from core.transfer.examples.tree import add_committee


@dataclass(frozen=True, slots=True)
class Example:
    """One example committee: who it is, its term, and how it is built."""

    code: str
    name: str
    name_en: str
    level: Level
    year: int
    term: int
    build: Callable[[Builder], None]


EXAMPLES = (
    Example(
        "hengshan",
        "榆林市横山区政协",
        "Hengshan District CPPCC (Yulin)",
        Level.COUNTY,
        2023,
        2,
        hengshan.build,
    ),
    Example("jincheng", "晋城市政协", "Jincheng CPPCC", Level.PREFECTURE, 2024, 8, jincheng.build),
    Example(
        "shangzhou",
        "商洛市商州区政协",
        "Shangzhou District CPPCC (Shangluo)",
        Level.COUNTY,
        2022,
        5,
        shangzhou.build,
    ),
    Example(
        "hubin",
        "三门峡市湖滨区政协",
        "Hubin District CPPCC (Sanmenxia)",
        Level.COUNTY,
        2021,
        9,
        hubin.build,
    ),
    Example(
        "bayingolin",
        "巴音郭楞州政协",
        "Bayingolin CPPCC",
        Level.PREFECTURE,
        2023,
        14,
        bayingolin.build,
    ),
)

ASSESSED = "shangzhou"  # the year that most was reported of
TOP = CommitteeDraft("示例省政协", "example", Level.PROVINCE, "Example Province CPPCC")


def load(session: Session, parent_id: int) -> list[Committee]:
    """Build the five committees below a committee. Raises NotFound if there is no such one."""
    parent = session.get(Committee, parent_id)
    if parent is None:
        raise NotFound(N_("Set up a committee first; the examples are placed below it."))
    loaded = [_build(session, parent, example) for example in EXAMPLES]
    for example, committee in zip(EXAMPLES, loaded, strict=True):
        if example.code == ASSESSED:
            assessed.assess(session, committee, example.year)
    for committee in loaded:
        entry = Entry(
            "example:loaded", "committee", committee.id, committee.name, committee_id=committee.id
        )
        trail.record(session, None, entry)
    return loaded


def load_demo(session: Session) -> list[Committee]:
    """Build the five below the topmost committee, founding one where there is none.

    Asks for no permission: it is called from a shell. Refused where they are loaded already.
    """
    codes = [example.code for example in EXAMPLES]
    if session.exec(select(Committee.id).where(col(Committee.code).in_(codes))).first():
        raise RuleBroken(N_("The example committees are loaded already."))
    top = select(Committee).where(col(Committee.parent_id).is_(None)).order_by(col(Committee.id))
    root = session.exec(top).first() or committees.found(session, None, TOP)
    return load(session, root.id)


def _build(session: Session, parent: Committee, example: Example) -> Committee:
    committee = add_committee(
        session,
        parent,
        Committee(
            level=example.level, code=example.code, name=example.name, name_en=example.name_en
        ),
    )
    term = Term(
        committee_id=committee.id, number=example.term, starts_on=date(example.year - 1, 1, 1)
    )
    session.add(term)
    session.flush()
    builder = Builder(session, committee, example.year, term)
    builder.add_categories()
    example.build(builder)
    return committee
