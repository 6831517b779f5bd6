"""Every module that declares tables, so that metadata and foreign keys are complete."""

from collections.abc import Iterator

from sqlalchemy import Column

from core.accounts import models as accounts
from core.activities import models as activities
from core.annotations import models as annotations
from core.assessment import models as assessment
from core.audit import models as audit
from core.box import models as box
from core.commendations import models as commendations
from core.committees import models as committees
from core.contributions import models as contributions
from core.exports import models as exports
from core.files import models as files
from core.funds import models as funds
from core.groups import models as groups
from core.handling import models as handling
from core.informants import models as informants
from core.matters import models as matters
from core.members import models as members
from core.notices import models as notices
from core.opinions import models as opinions
from core.papers import models as papers
from core.plans import models as plans
from core.proposals import models as proposals
from core.publicity import models as publicity
from core.studios import models as studios
from core.walls import models as walls
from db.base import metadata

ALL = (
    accounts,
    activities,
    annotations,
    assessment,
    audit,
    box,
    commendations,
    committees,
    contributions,
    exports,
    files,
    funds,
    groups,
    handling,
    informants,
    matters,
    members,
    notices,
    opinions,
    papers,
    plans,
    proposals,
    publicity,
    studios,
    walls,
)


def columns() -> Iterator[Column[object]]:
    """The columns of all tables."""
    return (column for table in metadata().tables.values() for column in table.columns)
