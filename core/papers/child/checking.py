"""Looking through a template: which fields it uses, and what in it cannot be read."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.exceptions import SecurityError

from core.papers.child import filling

Scope = Mapping[str, str | None]
Used = tuple[str, int]
MOST_UNPACKED = 40 * 2**20
MOST_PARTS = 500
_TAGS = re.compile(r"<[^>]+>")
_OUTSIDE = re.compile(r"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_LINK = re.compile(r"relationships/hyperlink[\"']", re.IGNORECASE)
_ACTIVE = re.compile(r"vbaproject|/activex/|/embeddings/|vbadata|\.bin$", re.IGNORECASE)


def looked_through(template: bytes, told: Mapping[str, Any]) -> dict[str, Any]:
    """What the checker has to say: `used` with the words around each, and the first `trouble`."""
    if why := refused(template):
        return {"refused": why, "used": []}
    try:
        used = [one for source in _sources(template) for one in _read(source)]
    except _Unreadable as trouble:
        return {"trouble": trouble.words, "near": trouble.near, "used": []}
    found: dict[str, Any] = {"used": used}
    if not told["known_only"] or {path for path, _near in used} <= set(told["known_only"]):
        found |= _tried(template, told)
    return found


def refused(template: bytes) -> str:
    """Why bytes are no template at all: a word for it, or "" where they may be one."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            return _refused(package)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError):
        return "no_word"


def _refused(package: zipfile.ZipFile) -> str:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        return "no_word"
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "too_large"
    kinds = package.read("[Content_Types].xml").lower()
    if b"macroenabled" in kinds or any(_ACTIVE.search(name) for name in names):
        return "active"
    for name in names:
        if name.endswith(".rels") and _leads_out(package.read(name).decode("utf-8", "replace")):
            return "outside"
    return ""


def _leads_out(relations: str) -> bool:
    """Whether a part of it lies elsewhere. A link that a reader may click does no harm."""
    return any(
        _OUTSIDE.match(one) and not _LINK.search(one)
        for one in re.findall(r"<Relationship\b[^>]*>", relations)
    )


class _Unreadable(Exception):
    def __init__(self, words: str, near: str) -> None:
        super().__init__(words)
        self.words, self.near = words, near


def _sources(template: bytes) -> Iterator[str]:
    """The texts that fields may stand in, a paragraph a line."""
    paper = DocxTemplate(io.BytesIO(template))
    paper.init_docx()
    yield _in_lines(paper.patch_xml(paper.get_xml()))
    for uri in (paper.HEADER_URI, paper.FOOTER_URI):
        for _key, part in paper.get_headers_footers(uri):
            yield _in_lines(paper.patch_xml(paper.get_part_xml(part)))


def _in_lines(xml: str) -> str:
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml.replace("\n", " "))


def _read(source: str) -> list[tuple[str, str]]:
    try:
        tree = filling.environment().parse(source)
        filling.environment().from_string(source)
    except TemplateError as error:
        line = getattr(error, "lineno", None) or 1
        raise _Unreadable("syntax", _near(source, line)) from None
    return [(path, _near(source, line)) for path, line in _names(tree, {})]


def _near(source: str, line: int) -> str:
    """The words of the paragraph that a line is."""
    lines = source.splitlines()
    for number in (line - 1, line, line - 2):
        if 0 <= number < len(lines) and (text := _TAGS.sub("", lines[number]).strip()):
            return text[:120]
    return ""


def _names(node: nodes.Node, scope: Scope) -> list[Used]:
    """The fields that a part of a template uses, by way of the rows that it loops over."""
    if isinstance(node, nodes.For):
        return _of_loop(node, scope)
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        return _of_name(node, scope)
    if isinstance(node, nodes.Template | nodes.If):
        return _in_order(node.iter_child_nodes(), scope)
    return [one for child in node.iter_child_nodes() for one in _names(child, scope)]


def _in_order(children: Iterator[nodes.Node], scope: Scope) -> list[Used]:
    """What is set holds for what follows it."""
    found: list[Used] = []
    for child in children:
        found += _names(child, scope)
        if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
            scope = {**scope, child.target.name: None}
    return found


def _of_loop(loop: nodes.For, scope: Scope) -> list[Used]:
    path = _path(loop.iter, scope)
    inner: dict[str, str | None] = {**scope, "loop": None}
    if isinstance(loop.target, nodes.Name):
        inner[loop.target.name] = f"{path}[]" if path else None
    body: Sequence[nodes.Node] = [*loop.body, *([loop.test] if loop.test else [])]
    found = _names(loop.iter, scope) + _in_order(iter(body), inner)
    return found + _in_order(iter(loop.else_), scope)


def _of_name(node: nodes.Node, scope: Scope) -> list[Used]:
    path = _path(node, scope)
    if path is None:
        return [] if isinstance(node, nodes.Name) else _of_inner(node, scope)
    stored = isinstance(node, nodes.Name) and node.ctx == "store"
    return [] if stored or path.endswith("[]") else [(path, node.lineno)]


def _of_inner(node: nodes.Node, scope: Scope) -> list[Used]:
    if _root(node) in scope:
        return []
    return [one for child in node.iter_child_nodes() for one in _names(child, scope)]


def _root(node: nodes.Node) -> str:
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _path(node: nodes.Node, scope: Scope) -> str | None:
    """How a field is reached from the facts; None for what a template made itself."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        base = _path(node.node, scope)
        return f"{base}.{node.attr}" if base else None
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = _path(node.node, scope)
        return f"{base}.{node.arg.value}" if base else None
    return None


def _tried(template: bytes, told: Mapping[str, Any]) -> dict[str, Any]:
    """The template filled with made-up facts, as what reads well may still not run."""
    try:
        filling.filled(template, told)
    except SecurityError:
        return {"trouble": "forbidden", "near": ""}
    except MemoryError:
        raise
    except Exception:  # what a template does with values may fail in any way
        return {"trouble": "no_run", "near": ""}
    return {}
