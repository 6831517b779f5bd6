"""The one registry of papers: the routes, the screen of templates and the tests read it."""

from core.papers.kinds import opinion_issue
from core.papers.models import PaperKind
from core.papers.paper import Paper

PAPERS: dict[PaperKind, Paper] = {paper.kind: paper for paper in (opinion_issue.PAPER,)}
