"""Words in the person's language, from gettext catalogues kept by Babel.

Messages are written in English in the code. The `.po` files are read as they are: what
a translator edits is what runs, with no compiled copy that can fall behind.
"""

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = {CHINESE: "简体中文", ENGLISH: "English"}
LOCALES = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802  gettext's own name for it, which Babel looks for
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


@lru_cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The messages of a language. English is the language of the code and needs none."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    compiled = BytesIO()
    path = LOCALES / language / "LC_MESSAGES" / "lianxin.po"
    with path.open(encoding="utf-8") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(message: str, language: str, **parts: object) -> str:
    """A message in a language, with its parts filled in."""
    said = catalogue(language).gettext(message) if message else ""
    return said.format(**parts) if parts else said
