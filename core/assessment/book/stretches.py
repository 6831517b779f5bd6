"""Taking stretches out of the text of a rule book, and putting others in."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.assessment.book.lines import Kind, Path, Place
from core.assessment.book.writing import Plain, refusal, table

Places = Mapping[Path, Place]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with what stands below it, from the remarks above it to those of the next."""

    path: Path
    start: int
    end: int


def within_brackets(found: Places, path: Path) -> bool:
    """Whether it stands in braces or brackets, and not on a line of its own."""
    around = found.get(path[:-1])
    return around is not None and around.kind in (Kind.PAIR, Kind.MEMBER)


def without_lines(text: str, place: Place) -> str:
    """Without a pair and the remark behind it."""
    return text[: _line_start(text, place.start)] + text[_line_end(text, place.end) :]


def without_blocks(text: str, found: Places, path: Path) -> str:
    """Without a table and all below it, wherever that stands."""
    for block in reversed(_blocks(text, found)):
        if block.path[: len(path)] == path:
            text = text[: block.start] + text[block.end :]
    return text


def without_member(text: str, found: Places, path: Path) -> str:
    """Without one member of an array or braces, and the comma that goes with it."""
    siblings = _inside(found, path[:-1])
    place = found[path]
    comma = _after_comma(text, place.end)
    before = [each for each in siblings if each.start < place.start]
    if comma is None:
        start = before[-1].end if before else place.start
        return text[:start] + text[place.end :]
    start, end = place.start, comma
    if not text[_line_start(text, start) : start].strip() and _nothing_behind(text, end):
        return text[: _line_start(text, start)] + text[_line_end(text, end) :]
    return text[:start] + text[end:].removeprefix(" ")


def with_pair(text: str, found: Places, path: Path, pair: str) -> str:
    """With one more pair: last of its table, or of the braces it belongs in."""
    if within_brackets(found, path):
        return _into_braces(text, found, path[:-1], pair)
    around = found.get(path[:-1])
    if path[:-1] and (around is None or around.kind is not Kind.HEADING):
        raise refusal()
    own = [place for place in _inside(found, path[:-1]) if place.kind is Kind.PAIR]
    last = own[-1] if own else around
    if last is None:
        return pair + _newline(text) + text
    start = _line_start(text, last.start)
    indent = text[start : last.start] if not text[start : last.start].strip() else ""
    return _put_line(text, _line_end(text, last.end), indent + pair)


def with_member(text: str, found: Places, path: Path, value: str, before: int | None) -> str:
    """With one more member of an array in brackets."""
    siblings = _inside(found, path)
    if not siblings:
        at = found[path].value + 1
        return text[:at] + value + text[at:]
    if before is not None and before >= len(siblings):
        raise refusal()
    beside = siblings[-1 if before is None else before]
    start = _line_start(text, beside.start)
    own_line = not text[start : beside.start].strip()
    between = "," + (_newline(text) + text[start : beside.start] if own_line else " ")
    if before is None:
        return text[: beside.end] + between + value + text[beside.end :]
    return text[: beside.start] + value + between + text[beside.start :]


def with_block(
    text: str, found: Places, path: Path, values: Mapping[str, Plain], before: int | None
) -> str:
    """With one more member of a list of tables, below a heading of its own."""
    at = _place_of_block(text, found, path, before)
    newline = _newline(text)
    names = [step for step in path if isinstance(step, str)]
    block = newline.join(table(names, values)) + newline
    ahead, behind = text[:at], text[at:]
    if ahead and not ahead.endswith("\n"):
        ahead += newline
    if ahead.strip() and not ahead.endswith(newline * 2):
        block = newline + block
    if behind.strip() and not behind.startswith(("\n", "\r\n")):
        block += newline
    return ahead + block + behind


def _place_of_block(text: str, found: Places, path: Path, before: int | None) -> int:
    """Before a member; else behind the last; else behind what the list belongs to."""
    all_blocks = _blocks(text, found)
    if before is not None:
        starts = [block.start for block in all_blocks if block.path == (*path, before)]
        if not starts:
            raise refusal()
        return starts[0]
    for prefix in (path, path[:-1]):
        ends = [block.end for block in all_blocks if prefix and block.path[: len(prefix)] == prefix]
        if ends:
            return _before_blanks(text, ends[-1])
    return len(text)


def _before_blanks(text: str, end: int) -> int:
    """The end of a block without the blank lines at its end."""
    kept = len(text[:end].rstrip())
    return _line_end(text, kept) if kept else 0


def _blocks(text: str, found: Places) -> list[Block]:
    headings = sorted(
        (place.start, path) for path, place in found.items() if place.kind is Kind.HEADING
    )
    starts = [_lead(text, start) for start, _ in headings]
    ends = [*starts[1:], len(text)]
    return [
        Block(path, start, end)
        for (_, path), start, end in zip(headings, starts, ends, strict=True)
    ]


def _lead(text: str, start: int) -> int:
    """Where the remarks begin that stand right above a heading."""
    at = _line_start(text, start)
    while at and text[_line_start(text, at - 1) : at].lstrip().startswith("#"):
        at = _line_start(text, at - 1)
    return at


def _inside(found: Places, path: Path) -> list[Place]:
    """What stands directly within, in order."""
    inside = [
        place
        for inner, place in found.items()
        if len(inner) == len(path) + 1
        and inner[:-1] == path
        and place.kind in (Kind.PAIR, Kind.MEMBER)
    ]
    return sorted(inside, key=lambda place: place.start)


def _into_braces(text: str, found: Places, path: Path, pair: str) -> str:
    own = _inside(found, path)
    if own:
        return text[: own[-1].end] + ", " + pair + text[own[-1].end :]
    at = found[path].value + 1
    return text[:at] + f" {pair} " + text[at:].lstrip()


def _after_comma(text: str, at: int) -> int | None:
    """Behind the comma that follows, None when none does. Remarks may stand between."""
    while at < len(text) and (text[at].isspace() or text[at] == "#"):
        at = _line_end(text, at) if text[at] == "#" else at + 1
    return at + 1 if text[at : at + 1] == "," else None


def _nothing_behind(text: str, at: int) -> bool:
    rest = text[at : _line_end(text, at)].strip()
    return not rest or rest.startswith("#")


def _put_line(text: str, at: int, line: str) -> str:
    newline = _newline(text)
    before = newline if at and text[at - 1] != "\n" else ""
    return text[:at] + before + line + newline + text[at:]


def _line_start(text: str, at: int) -> int:
    start = text.rfind("\n", 0, at) + 1
    return start + 1 if start == 0 and text.startswith("\ufeff") else start


def _line_end(text: str, at: int) -> int:
    """Behind the end of the line."""
    return text.find("\n", at) + 1 or len(text)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
