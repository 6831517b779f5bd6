"""Filling a template. It may say no more than fields, conditions and loops over rows."""

import base64
import io
import re
from collections.abc import Mapping
from typing import Any

from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

Told = Mapping[str, Any]
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_BREAK = re.compile("[\t\a\n\f]")


class Environment(ImmutableSandboxedEnvironment):
    """What templates run in: escaped, strict about names, nothing to call.

    What it has compiled before is not compiled again.
    """

    def __init__(self) -> None:
        """With nothing in reach but the facts."""
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self._compiled: dict[str, Any] = {}

    def from_string(self, source: Any, *args: Any, **how: Any) -> Any:  # noqa: ANN401  as in jinja2
        """A template of a text."""
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *args, **how)
        return self._compiled[source]


def environment() -> Environment:
    """A new one."""
    return Environment()


class Filler:
    """A template that is read once, and filled as often as papers are made from it."""

    def __init__(self, template: bytes) -> None:
        """Read it, and look whether it says itself who made the paper."""
        self._template = template
        self._environment = environment()
        self._patched: dict[str, str] = {}
        names = self._open().get_undeclared_template_variables(self._environment)
        self._says_made = "made" in names

    def filled(self, told: Told) -> bytes:
        """The template with the facts of one paper: `context`, `made`, `by` and `title`."""
        paper = self._open()
        paper.init_docx()
        paper.render(_with_pictures(paper, told["context"]), self._environment, autoescape=True)
        if not self._says_made:
            _say_made(paper, told["context"]["made"])
        _keep_properties(paper, told)
        out = io.BytesIO()
        paper.save(out)
        return out.getvalue()

    def _open(self) -> "_Opened":
        return _Opened(self._template, self._patched)


def filled(template: bytes, told: Told) -> bytes:
    """A template that is filled once."""
    return Filler(template).filled(told)


class _Opened(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose text is cleaned once, and searched only where there is something."""

    def __init__(self, template: bytes, patched: dict[str, str]) -> None:
        """With what was cleaned before, by the text it was."""
        super().__init__(io.BytesIO(template))
        self._patched = patched

    def patch_xml(self, src_xml: str) -> str:
        """The text as jinja2 understands it."""
        if src_xml not in self._patched:
            self._patched[src_xml] = super().patch_xml(src_xml)
        return self._patched[src_xml]

    def resolve_listing(self, xml: str) -> str:
        """Line breaks and tabs, paragraph by paragraph, as docxtpl does; most have none."""
        return _PARAGRAPH.sub(self._resolved, xml)

    def _resolved(self, found: re.Match[str]) -> str:
        text = found.group(0)
        return super().resolve_listing(text) if _BREAK.search(text) else text


def _with_pictures(paper: DocxTemplate, value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    if isinstance(value, list):
        return [_with_pictures(paper, one) for one in value]
    if not isinstance(value, dict):
        return value
    if "picture" in value:
        data = base64.b64decode(value["picture"])
        return InlineImage(paper, io.BytesIO(data), width=Mm(value["mm"])) if data else ""
    return {name: _with_pictures(paper, one) for name, one in value.items()}


def _say_made(paper: DocxTemplate, words: str) -> None:
    """A template that does not say who made the paper has it at the foot all the same."""
    section = paper.docx.sections[-1]
    feet = [section.footer]
    if paper.docx.settings.odd_and_even_pages_header_footer:
        feet.append(section.even_page_footer)
    if section.different_first_page_header_footer:
        feet.append(section.first_page_footer)
    for foot in feet:
        foot.add_paragraph().add_run(words).font.size = Pt(8)


def _keep_properties(paper: DocxTemplate, told: Told) -> None:
    kept = paper.docx.core_properties
    kept.author = kept.last_modified_by = told["by"][:255]
    kept.title, kept.comments = told["title"][:255], told["context"]["made"][:255]
