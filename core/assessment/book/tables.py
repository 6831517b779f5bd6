"""A TOML table as it is being read: each key asked for once, each wrong answer a fault."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from core.assessment.book.faults import Fault, hint
from core.assessment.book.lines import Path, line_of
from core.assessment.book.shape import HUNDREDTHS, Match, Value, Where
from core.i18n import N_
from db.base import Choice

C = TypeVar("C", bound=Choice)
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LARGEST = 1_000_000
MOST_POINTS = 100_000
NAME_LENGTH = 120
NUMBER = N_("“{key}” takes a number with at most two decimals, such as 5, 3.5 or -0.25.")
WHOLE = N_("“{key}” takes a whole number of at least {least}.")
TEXT = N_("“{key}” takes a text in quotation marks.")
TABLE = N_('“{key}” takes pairs in braces, such as {{ role = "first" }}.')
MEMBERS = N_("“{key}” is a list: each member stands in braces, or below its own [[{key}]].")
NOTHING = "\0"  # that no database keeps within a text
UNKEPT = N_("“{key}” holds a character that cannot be kept: type it anew.")
BEYOND = N_("“{key}” is beyond {most}; that cannot be meant.")
VALUES = N_("“{key}” takes a value, or several in brackets, or {{ not = … }}.")


class Log:
    """The faults found so far, and the lines to tell them by.

    `partly`: some of the book could not be read, so that what it sums up to is not known.
    """

    def __init__(self, lines: Mapping[Path, int], *, partly: bool = False) -> None:
        self.lines = lines
        self.partly = partly
        self.faults: list[Fault] = []

    def fault(self, path: Path, sentence: str, **parts: object) -> None:
        """Note a fault at a path of the document."""
        self.faults.append(Fault(self.line(path), sentence, parts))

    def line(self, path: Path) -> int:
        """The line of a path."""
        return line_of(self.lines, path)

    def unknown(
        self, path: Path, sentence: str, given: object, known: Iterable[object], **parts: object
    ) -> None:
        """Note a word that is not known, with the nearest one that is, or all of them."""
        what, near = hint(given, known)
        told = {"given": given, **near, **parts}
        self.faults.append(Fault(self.line(path), sentence, told, what))


class Table:
    """One table. What is asked for and is not there, or is wrong, comes back as if left out."""

    def __init__(self, log: Log, path: Path, values: Mapping[str, Any]) -> None:
        self.log = log
        self.path = path
        self.values = values
        self.asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the book says it at all."""
        return key in self.values

    def fault(self, key: str, sentence: str, **parts: object) -> None:
        """Note a fault at a key of this table."""
        self.log.fault((*self.path, key), sentence, **{"key": key, **parts})

    def take(self, key: str) -> Any:  # noqa: ANN401  TOML holds anything
        """The value of a key as TOML has it."""
        self.asked.add(key)
        return self.values.get(key)

    def need(self, key: str) -> None:
        """A fault where a key is missing."""
        self.asked.add(key)
        if key not in self.values:
            self.fault(key, N_("Here “{key}” is missing. Write {key} = …"))

    def done(self) -> None:
        """Once all is read: what was not asked for is not known."""
        for key in self.values:
            if key not in self.asked:
                sentence = N_("The key “{given}” is not known here.")
                self.log.unknown((*self.path, key), sentence, key, sorted(self.asked))

    def text(self, key: str, longest: int = NAME_LENGTH) -> str:
        """A text, "" when left out."""
        value = self.take(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, TEXT)
            return ""
        if len(value) > longest:
            self.fault(key, N_("“{key}” has more than {n} characters."), n=longest)
        if NOTHING in value:
            self.fault(key, UNKEPT)
        return value

    def named(self, key: str = "name") -> str:
        """A text that must be there and say something."""
        self.need(key)
        value = self.text(key)
        if key in self.values and isinstance(self.values[key], str) and not value.strip():
            self.fault(key, N_("“{key}” is empty. Write what it is called."))
        return value

    def key(self) -> str:
        """The word by which other parts of the book refer to this one."""
        value = self.named("key")
        if value and not KEY.fullmatch(value):
            self.fault("key", N_("A key is a word of small letters, digits and “_”, at most 40."))
        return value

    def hundredths(self, key: str) -> int | None:
        """A number in hundredths."""
        return self.number(self.take(key), key)

    def points(self, key: str) -> int | None:
        """Points in hundredths: no more of them than sums of many can hold."""
        return self.number(self.take(key), key, MOST_POINTS)

    def number(
        self,
        value: Any,  # noqa: ANN401  TOML holds anything
        key: str,
        most: int = LARGEST,
    ) -> int | None:
        """A TOML number in hundredths; what is no number is a fault at the key."""
        if value is None:
            return None
        if type(value) not in (int, Decimal):
            self.fault(key, NUMBER)
            return None
        exact = Decimal(value)
        if not exact.is_finite() or abs(exact) > most:
            self.fault(key, BEYOND, most=f"{most:,}")
            return None
        hundredths = exact * HUNDREDTHS
        if hundredths != int(hundredths):
            self.fault(key, NUMBER)
            return None
        return int(hundredths)

    def count(self, key: str, least: int = 1) -> int | None:
        """A whole number."""
        value = self.take(key)
        if value is None:
            return None
        whole: int | None = value if type(value) is int else None
        if whole is not None and least <= whole <= LARGEST:
            return whole
        self.fault(key, WHOLE, least=least)
        return None

    def flag(self, key: str) -> bool:
        """Yes or no, no when left out."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, N_("“{key}” takes true or false, without quotation marks."))
        return value is True

    def choice(self, key: str, kind: type[C]) -> C | None:
        """One of the words of an enum."""
        value = self.text(key)
        if not value:
            return None
        known = [member.value for member in kind]
        if value not in known:
            sentence = N_("“{given}” cannot stand here.")
            self.log.unknown((*self.path, key), sentence, value, known)
            return None
        return kind(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault(key, N_("“{key}” takes a list of texts in brackets."))
            return ()
        return tuple(value)

    def table(self, key: str) -> "Table | None":
        """A table below this one."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, TABLE)
            return None
        return Table(self.log, (*self.path, key), value)

    def tables(self, key: str) -> list["Table"]:
        """The members of a list of tables."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.fault(key, MEMBERS)
            return []
        return [Table(self.log, (*self.path, key, n), each) for n, each in enumerate(value)]

    def where(self, key: str) -> Where | None:
        """What a fact must fit; None when left out."""
        found = self.table(key)
        if found is None:
            return None
        matches = (found.match(attribute) for attribute in found.values)
        return tuple(match for match in matches if match)

    def match(self, attribute: str) -> Match | None:
        """An attribute with its value, its values, or those that it must not have."""
        value = self.take(attribute)
        negated = isinstance(value, dict) and list(value) == ["not"]
        values = value["not"] if negated else value
        listed = values if isinstance(values, list) else [values]
        if not listed or not all(isinstance(each, str | bool | int) for each in listed):
            self.fault(attribute, VALUES)
            return None
        if any(isinstance(each, str) and NOTHING in each for each in listed):
            self.fault(attribute, UNKEPT)
        if any(isinstance(each, int) and abs(each) > LARGEST for each in listed):
            self.fault(attribute, BEYOND, most=f"{LARGEST:,}")
        kept: tuple[Value, ...] = tuple(dict.fromkeys(listed))
        return Match(attribute, kept, negated)
