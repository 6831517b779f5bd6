"""`make bench`: build a prefecture, measure side by side, print the ratios."""

import sys
import tempfile
from pathlib import Path

from tests.bench import (
    citizens,
    crowd,
    first_draw,
    lists,
    many,
    papers,
    queries,
    scoring,
    screens,
    servers,
    viewers,
    voices,
)
from tests.bench import house as houses


def main() -> None:
    """All measurements in one run."""
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        size = houses.SIZE
        say(
            f"building a prefecture: {size.members} members, {size.studios} studios,"
            f" {size.activities} activities"
        )
        with houses.built(folder / "data") as house:
            _queries(house)
            _screens(house, folder)
            _viewers(house)
            _citizens(house)
            _papers(house)
            _voices(house)
            _scoring()
        _many(folder / "many")
        (folder / "lists").mkdir()
        _lists(folder / "lists")


def _queries(house: houses.House) -> None:
    say("\nboard queries: ms, and times the same statements over raw sqlite3")
    for name, (ms, ratio) in queries.ratios(house).items():
        figure(f"{ms:8.2f} ms   {name}", ratio, 1.5, "x")


def _screens(house: houses.House, folder: Path) -> None:
    with (
        servers.product(house.env) as ours,
        servers.plain(house.env, folder) as plain,
        servers.ready(house.env, folder) as ready,
    ):
        memory = screens.start_memory(ours)
        found = screens.measure(house, ours, screens.Beside(plain, ready))
        waits = crowd.measure(house, ours)
    say("\nprocessor time of one run on the server")
    for name, ms in found.items():
        say(f"  {ms:8.1f} ms   {name}")
    empty, yardstick = found[screens.EMPTY], found[screens.PLAIN]
    say("\ntimes the empty screen, and the board of plain Streamlit")
    for name, most in ((screens.LOOK, 1), (screens.UNCHANGED, 3), (screens.LIST_OF_50, 6)):
        figure(f"{name}, of empty", found[name] / empty, most, "x")
    for name, share in ((screens.UNCHANGED, 0.10), (screens.CHANGED, 0.25)):
        figure(f"{name}, of plain", found[name] / yardstick, share, "x")
    asked = first_draw.queries_ms(house)
    say(f"\nthe board after a change: its questions take {asked:.1f} ms")
    figure(
        "times questions and drawing",
        found[screens.CHANGED] / (asked + found[screens.READY]),
        1.2,
        "x",
    )
    figure(screens.LOOK, found[screens.LOOK], 15, "ms")
    say(f"  {waits.one:8.1f} ms   one viewer waits for a look (median)")
    say(f"  {waits.crowd:8.1f} ms   {crowd.VIEWERS} viewers wait for a look (95 in 100)")
    figure(f"{crowd.VIEWERS} viewers, of one", waits.crowd / waits.one, 5, "x")
    say("\nmemory of the server when ready")
    figure("before anybody came", memory, 260, "MB")


def _viewers(house: houses.House) -> None:
    watched = viewers.watch(house)
    say(f"\n{viewers.VIEWERS} viewers look on: {watched.runs} runs of the board")
    figure("sets of queries a change", watched.query_sets / watched.changes, 1, "")


def _citizens(house: houses.House) -> None:
    with servers.product(house.env) as ours:
        found = citizens.measure(house, ours)
    say("\npages for citizens: processor time of one answer, and times an empty one")
    for name, ms, times in ((citizens.FORM, 20, 10), (citizens.SENT, 40, 60)):
        figure(name, found[name], ms, "ms")
        figure(f"{name}, of empty", found[name] / found[citizens.EMPTY], times, "x")


def _papers(house: houses.House) -> None:
    found = papers.measure(house)
    say(f"\nduty files of a term as one zip: {found.megabytes:.1f} MB")
    say(f"  {found.server:8.1f} s    of it in the server")
    figure(f"{found.files} duty files, processor time", found.seconds, 60, "s")


def _voices(house: houses.House) -> None:
    say(f"\nadding {voices.ITEMS:,} opinion items with their steps")
    voices.fill(house)
    first, then = voices.likeness_ms(house)
    figure(f"what is like a text of {voices.LONG:,} characters", then, 300, "ms")
    say(f"  {first:8.1f} ms  the first time in a process, with all prints read")
    for name, (ms, ratio) in voices.ratios(house).items():
        figure(f"{ms:8.2f} ms   {name}", ratio, 1.5, "x")


def _scoring() -> None:
    say(
        f"\nscoring by the book of five colours, with {scoring.OPINIONS:,} opinion items"
        f" and {scoring.PROPOSALS:,} proposals more: processor time"
    )
    found = scoring.measure()
    figure("all members, one year", found.year, 2, "s")
    figure("all members, all years: each row of attendance", found.span, 2, "s")
    figure("of a statement that was written by hand", found.ratio, 1.5, "x")
    figure("reading what is kept, of scoring the year", found.kept, 0.05, "x")
    figure("one member's points with all records behind them", found.one, 30, "ms")


def _many(folder: Path) -> None:
    rows = many.ACTIVITIES * many.EACH
    say(f"\nscoring {many.MEMBERS:,} members with {rows:,} rows of attendance, a process for it")
    found = many.measure(folder)
    figure("processor time", found.seconds, 40, "s")
    figure("the most memory it held", found.megabytes, 1000, "MB")


def _lists(folder: Path) -> None:
    few, most = lists.megabytes(folder)
    say(f"\na list as a workbook, {lists.FEW:,} and {lists.MANY:,} rows: the most memory held")
    say(f"  {few:8.1f} MB, {most:.1f} MB")
    figure("times as much for ten times as many rows", most / few, 1.15, "x")


def figure(what: str, found: float, most: float, unit: str) -> None:
    """Print a figure with its bound, and whether it was kept."""
    kept = "ok" if found <= most else "missed"
    say(f"  {found:8.2f} {unit:2}  (at most {most:g})  {kept:6}   {what}")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
