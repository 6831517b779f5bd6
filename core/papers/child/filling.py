"""Filling a template. It may say no more than fields, conditions and loops over rows."""

import base64
import io
from collections.abc import Mapping
from typing import Any

from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

Told = Mapping[str, Any]


def environment() -> ImmutableSandboxedEnvironment:
    """What templates run in: escaped, strict about names, nothing to call."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.globals.clear()
    return made


def filled(template: bytes, told: Told) -> bytes:
    """A template with the facts of one paper in it: `context`, `made`, `by` and `title`."""
    paper = DocxTemplate(io.BytesIO(template))
    says_made = "made" in paper.get_undeclared_template_variables(environment())
    paper = DocxTemplate(io.BytesIO(template))
    paper.init_docx()
    paper.render(_with_pictures(paper, told["context"]), environment(), autoescape=True)
    if not says_made:
        _say_made(paper, told["context"]["made"])
    _keep_properties(paper, told)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


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
        line = foot.add_paragraph(words)
        line.runs[0].font.size = Pt(8)


def _keep_properties(paper: DocxTemplate, told: Told) -> None:
    kept = paper.docx.core_properties
    kept.author = kept.last_modified_by = told["by"][:255]
    kept.title, kept.comments = told["title"][:255], told["context"]["made"][:255]
