"""The figures that five committees reported, as they stand in `reported_figures.csv`."""

import csv
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parent / "reported_figures.csv"


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """One figure of one committee's yearly report."""

    committee: str
    committee_en: str
    year: int
    area: str
    measure: str
    value: float
    note: str

    @property
    def at_least(self) -> bool:
        """Whether the report says "more than", so that the figure is a lower bound."""
        return self.measure.endswith("_min")


def reported() -> list[ReportedFigure]:
    """All reported figures, in the order of the file."""
    with PATH.open(encoding="utf-8-sig", newline="") as file:
        return [
            ReportedFigure(
                row["committee"],
                row["name_en"],
                int(row["year"]),
                row["area"],
                row["measure"],
                float(row["value"]),
                row["note"],
            )
            for row in csv.DictReader(file)
        ]
