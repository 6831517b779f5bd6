"""The source of each measure of the vocabulary."""

from core.assessment.models import Scores
from core.assessment.scoring.facts import Source
from core.assessment.scoring.sources import committees, groups, members, studios
from core.assessment.scoring.sources.claims import entered

ENTERED = "entered"  # the measure of items that are entered by hand

SOURCES: dict[Scores, dict[str, Source]] = {
    Scores.MEMBERS: members.SOURCES | {ENTERED: entered},
    Scores.GROUPS: groups.SOURCES | {ENTERED: entered},
    Scores.STUDIOS: studios.SOURCES | {ENTERED: entered},
    Scores.COMMITTEES: committees.SOURCES | {ENTERED: entered},
}
