"""Products in SQL: rounded once, half away from zero, whatever the signs, on both databases."""

from fractions import Fraction

import pytest
from sqlalchemy import literal, select
from sqlmodel import Session

from core.assessment.scoring.rounding import product, rounded


@pytest.mark.parametrize("number", [-501, -500, -1, 0, 1, 3, 500, 501])
@pytest.mark.parametrize("by", [(1, 2), (-1, 2), (1, 3), (0, 1), (-5, 4)])
def test_a_product_is_rounded_as_it_is_in_plain_numbers(
    session: Session, number: int, by: tuple[int, int]
) -> None:
    numerator, denominator = by
    asked = product(literal(number), [(literal(numerator), denominator)], turned=numerator < 0)

    found = session.execute(select(asked)).scalar_one()

    assert found == rounded(Fraction(number * numerator, denominator))
