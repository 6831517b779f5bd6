"""What people fill in about studios, before it is checked and kept."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from core.committees.models import Level
from core.studios.lifecycle import Step
from core.studios.models import RotaRule, StudioKind, Verdict
from core.text import clean, clean_block, digits


@dataclass(frozen=True, slots=True)
class StudioDraft:
    """The facts of a studio. An empty code asks for the next one of the committee."""

    name: str
    kind: StudioKind = StudioKind.SECTOR
    level: Level = Level.COUNTY
    code: str = ""
    lead_id: int | None = None
    sector_id: int | None = None
    township_id: int | None = None
    address: str = ""
    serves: str = ""
    brand: str = ""
    demonstration: bool = False

    def columns(self) -> dict[str, Any]:
        """The columns of a studio, with texts cleaned."""
        return {
            "name": clean(self.name, 80, "name"),
            "kind": self.kind,
            "level": self.level,
            "code": digits(self.code, 30, "code"),
            "lead_id": self.lead_id,
            "sector_id": self.sector_id,
            "township_id": self.township_id,
            "address": clean(self.address, 200, "address"),
            "serves": clean_block(self.serves, 400, "serves"),
            "brand": clean(self.brand, 120, "brand"),
            "demonstration": self.demonstration,
        }


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step to be taken. Opening states the plaque; its day is the opening day."""

    step: Step
    taken_on: date
    reason: str = ""
    plaque_number: str = ""
    plaque_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlaqueDraft:
    """The opening day and the plaque, put right."""

    opened_on: date
    plaque_number: str
    plaque_on: date

    def columns(self) -> dict[str, Any]:
        """The columns of a studio, with the number cleaned."""
        return {
            "opened_on": self.opened_on,
            "plaque_number": digits(self.plaque_number, 40, "plaque_number"),
            "plaque_on": self.plaque_on,
        }


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A verdict on one item. `version` is that of the check as it was shown, 0 for none."""

    item_id: int
    verdict: Verdict
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One thing that a standard asks for; without an id it is a new one."""

    name: str
    name_en: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class SetDraft:
    """A standard with its items in order. `code` tells a preset's from an office's own."""

    name: str
    items: tuple[ItemDraft, ...]
    name_en: str = ""
    code: str = "own"

    def cleaned(self) -> "SetDraft":
        """The same with texts cleaned; lines left empty are left out."""
        items = tuple(
            ItemDraft(name, clean(item.name_en, 160, "items"), item.id)
            for item in self.items
            if (name := clean(item.name, 80, "items"))
        )
        name, name_en = clean(self.name, 60, "name"), clean(self.name_en, 120, "name_en")
        return replace(self, name=name, name_en=name_en, items=items)


@dataclass(frozen=True, slots=True)
class RotaDraft:
    """When a studio receives the public. `days` as typed: "10,20"."""

    rule: RotaRule
    weekday: int | None = None
    days: str = ""
    from_time: time = time(9)
    until_time: time = time(11)
