"""`make bench`: build a prefecture, measure side by side, print the ratios."""

import sys
import tempfile
from pathlib import Path

from tests.bench import house as houses
from tests.bench import queries, screens, servers, viewers


def main() -> None:
    """All measurements in one run."""
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        say(
            "building the prefecture: {members} members, {studios} studios, {activities} activities"
        )
        with houses.built(folder / "data") as house:
            _queries(house)
            _screens(house, folder)
            _viewers(house)


def _queries(house: houses.House) -> None:
    say("\nboard queries against the same statements over raw sqlite3 (at most 1.5)")
    for name, (ms, ratio) in queries.ratios(house).items():
        say(f"  {ratio:5.2f} x   {ms:8.2f} ms   {name}")


def _screens(house: houses.House, folder: Path) -> None:
    with servers.product(house.env) as ours, servers.plain(house.env, folder) as plain:
        memory = screens.start_memory(ours)
        found = screens.measure(house, ours, plain)
    empty, yardstick = found["empty screen"], found["plain, each run"]
    say("\nprocessor time of one run on the server")
    for name, ms in found.items():
        say(f"  {ms:8.1f} ms   {ms / empty:6.2f} x empty   {ms / yardstick:6.3f} x plain   {name}")
    say("  asked: unchanged board <= 3 x empty and <= 0.10 x plain, changed <= 0.25 x plain,")
    say("         list of 50 rows <= 6 x empty")
    say(f"\nmemory of the server when ready: {memory:.0f} MB (at most 260)")


def _viewers(house: houses.House) -> None:
    watched = viewers.watch(house)
    say(
        f"\n{viewers.VIEWERS} viewers: {watched.runs} runs after {watched.changes} changes"
        f" caused {watched.query_sets} sets of queries"
    )


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line.format(**SIZES) + "\n")
    sys.stdout.flush()


SIZES = {
    "members": houses.SIZE.members,
    "studios": houses.SIZE.studios,
    "activities": houses.SIZE.activities,
}

if __name__ == "__main__":
    main()
