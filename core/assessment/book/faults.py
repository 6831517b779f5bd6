"""What the checker says of a book: the line, what is wrong there, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from core.errors import RuleBroken
from core.i18n import N_, translate

ANYWHERE = N_("{sentence} {hint}")
ON_LINE = N_("Line {line}: {sentence} {hint}")
NEAR = N_("Did you mean “{near}”?")
KNOWN = N_("Known are: {known}.")
NONE_KNOWN = N_("Add it, or leave it out.")
# So many names are listed at most; more would hide the sentence.
LISTED = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` 0: of the text as a whole. `hint` says more of what to do."""

    line: int
    sentence: str
    parts: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""

    def said(self, language: str) -> str:
        """The whole in a language, with its line."""
        words = {
            "sentence": translate(self.sentence, language, **self.parts),
            "hint": translate(self.hint, language, **self.parts),
        }
        return translate(
            ON_LINE if self.line else ANYWHERE, language, line=self.line, **words
        ).strip()


class BookFaulty(RuleBroken):
    """A rule book that cannot be used as it stands. `faults` are in the order of the lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__(
            N_("The rule book is not in order yet: the checker names each line, and what to do."),
            field="text",
        )
        self.faults = in_order(faults)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By line; of one line in the order they were found."""
    return tuple(sorted(faults, key=lambda fault: fault.line))


def hint(given: object, known: Iterable[object]) -> tuple[str, dict[str, object]]:
    """What to write instead of a word that is not known, with the parts of that sentence."""
    words = [str(word) for word in known]
    near = get_close_matches(str(given), words, n=1, cutoff=0.6)
    if near:
        return NEAR, {"near": near[0]}
    listed = ", ".join(words[:LISTED]) + (" …" if len(words) > LISTED else "")
    return (KNOWN, {"known": listed}) if words else (NONE_KNOWN, {})


def shown(hundredths: int) -> str:
    """A number of hundredths as a person writes it: 5, 3.5, -0.25."""
    whole, rest = divmod(abs(hundredths), 100)
    return ("-" if hundredths < 0 else "") + f"{whole}.{rest:02}".rstrip("0").rstrip(".")
