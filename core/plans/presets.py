"""Plans that offices use, ready to be applied."""

from core.i18n import N_
from core.plans.drafts import Line, Preset, SubjectKind
from core.plans.models import Every, Measure

OWN = "own"
PRESETS = (
    Preset(
        key="1+123",
        name=N_("Plan 1+123: one service event, one proposal, two consultations, three opinions"),
        kinds=(SubjectKind.STUDIO, SubjectKind.GROUP),
        lines=(
            Line(Measure.SERVICE_EVENT, Every.YEAR, 1),
            Line(Measure.PROPOSAL, Every.YEAR, 1),
            Line(Measure.CONSULTATION, Every.YEAR, 2),
            Line(Measure.OPINION, Every.YEAR, 3),
        ),
    ),
    Preset(
        key="quarterly_visit",
        name=N_("One listening visit a quarter"),
        kinds=(SubjectKind.MEMBER,),
        lines=(Line(Measure.LISTENING_VISIT, Every.QUARTER, 1),),
    ),
)


def own(lines: tuple[Line, ...]) -> Preset:
    """An office's own plan, to be applied like the ready ones."""
    return Preset(OWN, N_("A plan of our own"), tuple(SubjectKind), lines)
