"""What may be put into a box, and what a clerk may do with it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from core.box.drafts import EntryDraft, NoticeDraft
from core.box.models import EntryState
from core.errors import RuleBroken
from core.i18n import N_
from core.members.phones import read_phone
from core.text import clean_block, clean_name

LEAST, MOST = 10, 2_000
NAME = 40
ANSWER = 1_000
NOTICE, NOTICE_EN = 2_000, 4_000
_BETWEEN = r"[\s\-·.,，、_/]{0,3}"
# 18 signs that are not a part of a longer number, whatever stands between them.
_EIGHTEEN = re.compile(rf"(?<![0-9])(?=([1-9](?:{_BETWEEN}[0-9]){{16}}{_BETWEEN}[0-9Xx])(?![0-9]))")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is kept of an entry, before its sealed parts are sealed."""

    words: str
    name: str
    phone: str


def cleaned(draft: EntryDraft) -> Cleaned:
    """An entry as it is kept. Refuses one without consent, too short, or that names an identity."""
    if not draft.consents:
        raise RuleBroken(
            N_("Read the notice and tick that you agree. Nothing is kept without it."), "consents"
        )
    words = clean_block(draft.words, MOST, "words")
    if len(words) < LEAST:
        raise RuleBroken(
            N_("Write a little more: at least {least} characters."), "words", least=LEAST
        )
    for field, typed in (("words", words), ("name", draft.name), ("phone", draft.phone)):
        check_no_identity_number(typed, field)
    name = clean_name(draft.name, NAME, "name")
    return Cleaned(words, name, read_phone(draft.phone, "phone"))


def check_no_identity_number(text: str, field: str) -> None:
    """Nobody's identity number is taken in, whichever input it was typed into."""
    if has_identity_number(text):
        raise RuleBroken(N_("Take out the identity card number. It is never needed here."), field)


def has_identity_number(text: str) -> bool:
    """Whether a text holds 18 signs that can be an identity number, blanks between them or not."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return any(_is_identity_number(found[1]) for found in _EIGHTEEN.finditer(plain))


def _is_identity_number(typed: str) -> bool:
    """Whether the check sign is right and the day of birth is a day."""
    number = re.sub(r"[^0-9X]", "", typed)
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17] and _is_day(number[6:14])


def _is_day(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= 1850


def notice(draft: NoticeDraft) -> dict[str, str]:
    """The columns of a notice of purpose."""
    words = clean_block(draft.words, NOTICE, "words")
    if len(words) < LEAST:
        raise RuleBroken(N_("Tell citizens what happens to what they write."), "words")
    return {"words": words, "words_en": clean_block(draft.words_en, NOTICE_EN, "words_en")}


def answer(typed: str) -> str:
    """The answer to an entry of which no matter is made."""
    words = clean_block(typed, ANSWER, "answer")
    if not words:
        raise RuleBroken(N_("Write an answer: the citizen reads it with the receipt."), "answer")
    return words


def check_waiting(state: EntryState) -> None:
    """Only what nobody has decided on can be screened."""
    if state is not EntryState.NEW:
        raise RuleBroken(N_("This entry is decided already: {state}."), state=state)
