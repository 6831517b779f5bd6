"""What a person types about a category."""

from dataclasses import dataclass

from core.plans.models import Measure


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as typed. `measure` is for the second level only."""

    name: str
    name_en: str = ""
    measure: Measure | None = None
