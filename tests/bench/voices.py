"""150,000 opinion items and a million steps: how fast likeness is, and what the way costs."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from core import clock
from core.matters import likeness
from core.matters.models import Likeness, Matter
from core.reports.periods import Period
from core.reports.queries import flow, matters, opinions
from db.session import reading, transaction
from tests.bench import queries
from tests.bench.bulk import bulk
from tests.bench.house import House

ITEMS = 150_000
DAYS = 700
TEXTS = 2_000  # different ones; the rest repeat them
LONG = 1_500
CHUNK = 30_000
ROUNDS = 9
# The steps of all items, as days after they came in.
WAY = (
    ("submit", "draft", "submitted", 0, 0),
    ("screen", "submitted", "screened", 1, 1),
    ("edit", "screened", "edited", 1, 0),
    ("check", "edited", "checked", 2, 1),
    ("sign", "checked", "signed", 2, 0),
    ("issue", "signed", "issued", 4, 2),
    ("feed_back", "issued", "fed_back", 9, 4),
)


def fill(house: House) -> None:
    """Put the items and their steps beside the rest of the prefecture."""
    chance = random.Random(11)
    texts = [words(chance, 300) for _ in range(TEXTS)]
    prints = [likeness.bits_of(each) for each in texts]
    with transaction() as session:
        first = session.execute(text("SELECT coalesce(max(id), 0) FROM matter")).scalar_one() + 1
        for start in range(first, first + ITEMS, CHUNK):
            numbers = range(start, start + CHUNK)
            bulk(session, Matter, list(_matters(house, numbers, texts)))
            bulk(session, Likeness, [_print(number, prints) for number in numbers])
        for step in WAY:
            session.execute(_STEP, _step(step))


def likeness_ms(house: House) -> tuple[float, float]:
    """Processor ms to find what is like a long text: at first, and from then on (the median)."""
    chance = random.Random(5)
    asked = words(chance, LONG)
    with reading() as session:
        taken = []
        for _ in range(ROUNDS):
            began = time.process_time()
            likeness.similar(session, house.actor, asked)
            taken.append((time.process_time() - began) * 1000)
    return taken[0], sorted(taken[1:])[len(taken) // 2]


def ratios(house: House) -> dict[str, tuple[float, float]]:
    """The way of the items and the time of their steps, against raw sqlite3."""
    today = clock.today()
    period = Period(today - timedelta(days=DAYS), today)
    asked = {
        opinions.funnel: f"the way of {ITEMS:,} items",
        flow.streams: f"which way {ITEMS:,} items go",
        matters.step_days: f"the time of {ITEMS * len(WAY):,} steps",
    }
    return queries.ratios_of(house, asked, period)


def words(chance: random.Random, length: int) -> str:
    """Chinese characters, the frequent ones more often."""
    found = (0x4E00 + min(int(chance.expovariate(1 / 400)), 3_000) for _ in range(length))
    return "".join(map(chr, found))


_STEP = text(
    "INSERT INTO step (matter_id, committee_id, kind, verb, from_state, to_state, words, by,"
    " taken_at, taken_on, seconds, workdays)"
    " SELECT id, committee_id, kind, :verb, :before, :after, '', '', recorded_at,"
    " date(received_on, :later), 0, (id % 5) + :workdays FROM matter"
)


def _step(step: tuple[str, str, str, int, int]) -> dict[str, Any]:
    verb, before, after, later, workdays = step
    return {
        "verb": verb,
        "before": before,
        "after": after,
        "later": f"+{later} days",
        "workdays": workdays,
    }


def _print(number: int, prints: list[bytes]) -> dict[str, Any]:
    """A print as it is kept, of the day before: what was just written is read again each time."""
    yesterday = clock.now() - timedelta(days=1)
    return {"matter_id": number, "bits": prints[number % TEXTS], "changed_at": yesterday}


def _matters(house: House, numbers: range, texts: list[str]) -> Iterator[dict[str, Any]]:
    today = clock.today()
    for number in numbers:
        day = today - timedelta(days=number % DAYS)
        reached = {"screened_on": day, "signed_on": day + timedelta(days=2)}
        yield {
            "id": number,
            "committee_id": house.committee_id,
            "kind": "opinion",
            "series": day.year,
            "number": number,
            "title": f"示例事项{number:06}",
            "situation": texts[number % TEXTS],
            "submitter": "member",
            "state": "fed_back",
            "received_on": day,
            "received_month": day.year * 100 + day.month,
            "adopted_on": day if number % 4 == 0 else None,
        } | reached
