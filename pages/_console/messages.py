"""Keeping the catalogues: each message of the code, its translation kept where there is one."""

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from core.i18n import CHINESE, LOCALES
from db.settings import ROOT

FOLDERS = ("core", "pages", "db")
PATH = LOCALES / CHINESE / "LC_MESSAGES" / "lianxin.po"


def extract() -> set[str]:
    """All messages that the code marks with `_` or `N_`, or has a chart `say`."""
    found: set[str] = set()
    for folder in FOLDERS:
        rows = extract_from_dir(
            ROOT / folder,
            [("**.py", "python"), ("**/templates/**.html", "jinja2")],
            keywords={"_": None, "N_": None, "say": None},
            directory_filter=lambda path: "__pycache__" not in str(path),  # `_ui` too
        )
        found |= {row[2] for row in rows if isinstance(row[2], str)}
    return found


def update(new: dict[str, str] | None = None) -> list[str]:
    """Bring the Chinese catalogue up to the code; returns the messages still without words."""
    kept = translations() | (new or {})
    catalogue = Catalog(locale=CHINESE, fuzzy=False, header_comment="# 连心桥：简体中文文本")
    messages = sorted(extract())
    for message in messages:
        catalogue.add(message, kept.get(message, ""))
    PATH.parent.mkdir(parents=True, exist_ok=True)
    with PATH.open("wb") as file:
        write_po(file, catalogue, omit_header=False, width=100)
    return [message for message in messages if not kept.get(message)]


def missing() -> list[str]:
    """The messages of the code that have no Chinese words. Changes nothing."""
    kept = translations()
    return [message for message in sorted(extract()) if not kept.get(message)]


def translations() -> dict[str, str]:
    """What the Chinese catalogue says now."""
    if not PATH.exists():
        return {}
    with PATH.open("rb") as file:
        return {
            str(message.id): str(message.string)
            for message in read_po(file, locale=CHINESE)
            if message.id and message.string
        }
