"""From the bytes of a file to what TOML says in them, with what is wrong told in sentences."""

import re
import tomllib
from decimal import Decimal
from typing import Any

from core.assessment.book import marks
from core.assessment.book.faults import BookFaulty, Fault
from core.i18n import N_

# No paper rule comes near this; a file that does was chosen by mistake.
MOST_BYTES = 500_000
BOM = "\ufeff"
COLUMN = N_("Look at column {column}.")
PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
UNCLOSED = "Illegal character '\\n'"

OTHER = N_("This is not written as TOML asks.")
NO_STATEMENT = N_(
    "Nothing can begin like this. A line is key = value, [table], [[member of a list]]"
    " or a remark behind #."
)
SECOND = N_("This key or table stands here for the second time. Keep one of the two.")
HEADING = N_("The heading is not closed: [table] or [[member of a list]].")
BACKSLASH = N_("A backslash within a text is written twice.")
NO_QUOTE = N_("A quotation mark is not closed.")
NO_VALUE = N_(
    "This is no value. A text stands in quotation marks, a number without; yes and no are"
    " true and false."
)

# How the parser's messages begin, and what we say instead.
SENTENCES = (
    ("Invalid statement", NO_STATEMENT),
    (
        "Expected newline",
        N_("Something stands behind the value. Begin a new line, or put # before a remark."),
    ),
    ("Expected '=' after", N_("“=” is missing after the key.")),
    (
        "Invalid initial character for a key",
        N_(
            "Here a key is missing or begins wrongly. Keys of other than plain letters, digits,"
            " _ and - stand in quotation marks."
        ),
    ),
    ("Unclosed array", N_("In this list a comma or “]” is missing.")),
    (
        "Unclosed inline table",
        N_("In these braces a comma or the closing brace is missing; they stand on one line."),
    ),
    ("Expected ']", HEADING),
    ("Cannot ", SECOND),
    ("Duplicate", SECOND),
    ("Unescaped", BACKSLASH),
    ("Invalid hex", BACKSLASH),
    ("Escaped", BACKSLASH),
    (UNCLOSED, NO_QUOTE),
    ("Unterminated", NO_QUOTE),
    ("Expected", NO_QUOTE),
    ("Illegal character", N_("Here is a character that may not stand in a text. Delete it.")),
    ("Found invalid", N_("Here is a character that may not stand in a text. Delete it.")),
    ("Invalid value", NO_VALUE),
    ("Invalid date", NO_VALUE),
)


def decode(data: bytes) -> str:
    """The text of a file, so that `encode` gives back the same bytes. Only UTF-8 is taken."""
    if len(data) > MOST_BYTES:
        raise BookFaulty([Fault(0, N_("This file is too large for a rule book."))])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise BookFaulty(
            [Fault(0, N_("This file is not in UTF-8. Save it as UTF-8, then import it again."))]
        ) from None
    if "\0" in text:
        raise BookFaulty([Fault(0, N_("This file is no text. Choose a rule book."))])
    return text


def encode(text: str) -> bytes:
    """The bytes of a rule book: what was imported, with its line ends and its mark, if any."""
    return text.encode("utf-8")


def parse(text: str) -> dict[str, Any]:
    """What the TOML says. Numbers with a point are exact."""
    plain = text.removeprefix(BOM)
    try:
        return tomllib.loads(plain, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BookFaulty([_told(str(error), plain.replace("\r\n", "\n"))]) from None
    except RecursionError:
        raise BookFaulty([Fault(0, N_("Brackets stand within brackets too deeply."))]) from None
    except ValueError:  # a number of thousands of digits
        raise BookFaulty([Fault(0, NO_VALUE)]) from None


def _told(message: str, text: str) -> Fault:
    """A message of the parser, told with its place; a full-width mark is named as such."""
    line, column = _place(message, text)
    row = text.split("\n")[line - 1]
    sentence = next((ours for theirs, ours in SENTENCES if message.startswith(theirs)), OTHER)
    wrong = marks.unclosed(row) if sentence == NO_QUOTE else marks.found(row, column)
    if wrong:
        parts = {"column": wrong.column, "mark": wrong.mark, "plain": wrong.plain}
        return Fault(line, wrong.sentence, parts, COLUMN)
    return Fault(line, sentence, {"column": column}, COLUMN)


def _place(message: str, text: str) -> tuple[int, int]:
    found = PLACE.search(message)
    if found:
        return int(found[1]), int(found[2])
    rows = text.rstrip("\n").split("\n")
    return len(rows), len(rows[-1]) + 1
