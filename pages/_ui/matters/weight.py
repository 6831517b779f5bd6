"""How urgent a matter is, and how carefully it is to be treated."""

from core.matters.detail import MatterDetail
from core.matters.models import Sensitivity, Urgency
from pages._ui.matters import rows
from pages._ui.words import _


def urgency(form: str, was: MatterDetail | None) -> Urgency:
    """How soon it wants an answer."""
    kept = was.urgency if was else None
    return rows.choice(form, "urgency", _("Urgency"), tuple(Urgency), kept)


def sensitivity(form: str, was: MatterDetail | None) -> Sensitivity:
    """How carefully it is to be treated."""
    kept = was.sensitivity if was else None
    return rows.choice(form, "sensitivity", _("Sensitivity"), tuple(Sensitivity), kept)
