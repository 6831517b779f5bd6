"""Every module that declares tables, so that metadata and foreign keys are complete."""

from core.accounts import models as accounts
from core.activities import models as activities
from core.audit import models as audit
from core.commendations import models as commendations
from core.committees import models as committees
from core.files import models as files
from core.funds import models as funds
from core.groups import models as groups
from core.members import models as members
from core.plans import models as plans
from core.studios import models as studios

ALL = (
    accounts,
    activities,
    audit,
    commendations,
    committees,
    files,
    funds,
    groups,
    members,
    plans,
    studios,
)
