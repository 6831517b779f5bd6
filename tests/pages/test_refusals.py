"""A refusal names what was typed, and never lets it act as markup."""

import pytest

from core.activities.models import Stage
from core.errors import RuleBroken
from pages._ui.words import refusal

HOSTILE = (
    "![x](/auth/cookie?t=x)",
    "[here](http://example.com)",
    ":red[**no**] $x$ `y` <b>",
    ":material/lock: ~~gone~~",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_name_in_a_refusal_is_shown_as_it_was_typed(typed: str) -> None:
    said = refusal(RuleBroken("Not {name}.", name=typed))

    shown = said.removeprefix("Not ").removesuffix(".")
    assert shown.replace("\\", "") == typed
    marks = set("![]():*$`<>~/?=")
    assert all(shown[n - 1] == "\\" for n, sign in enumerate(shown) if sign in marks)


def test_choices_and_numbers_stay_words_and_numbers() -> None:
    said = refusal(RuleBroken("{stage} {n}", stage=Stage.DONE, n=1.5))

    assert said.endswith(" 1.5")
    assert "Stage" not in said
