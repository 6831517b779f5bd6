"""Numbers in a few steps from little to much, for charts whose colour tells how much."""

from collections.abc import Sequence

from pages._ui.charts import palette


def steps(numbers: Sequence[int], most: int = len(palette.STEPS)) -> list[tuple[int, int]]:
    """The first and last number of each step: about as many different numbers in each.

    How often a number comes does not matter: a year of single days is not one step.
    """
    found = sorted({number for number in numbers if number > 0})
    if len(found) <= most:
        return [(number, number) for number in found]
    firsts = [found[len(found) * step // most] for step in range(most)]
    ends = [after - 1 for after in firsts[1:]] + [found[-1]]
    return list(zip(firsts, ends, strict=True))


def step_of(number: int, among: Sequence[tuple[int, int]]) -> int:
    """Which step a number belongs to, 0 for nothing, counted from 1."""
    return sum(number >= first for first, _last in among) if number > 0 else 0


def label(step: tuple[int, int]) -> str:
    """A step as it is read: 3, or 4–7."""
    first, last = step
    return f"{first:,}" if first == last else f"{first:,}–{last:,}"


def shades(among: Sequence[tuple[int, int]]) -> dict[str, str]:
    """The colour of nothing and of each step, by how it is read; the last is the strongest."""
    strongest = palette.STEPS[-len(among) :] if among else ()
    return {"0": palette.NONE} | dict(zip(map(label, among), strongest, strict=True))
