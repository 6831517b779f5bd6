"""The process that draws: started when needed, bounded, replaced when it dies, and shut in."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.reports.periods import Period
from pages._ui.board.panels import PANELS
from pages._ui.charts import bars
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.say import Say
from pages._web import drawing
from pages._web.board import picture
from pages._web.board.origin import Origin
from pages._web.drawing.child import Child, NotDrawn

SPEC: Spec = bars.ranked([Piece("示例界别", 3, note="3")], Axis("个"))


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.end()


def drawn(child: Child, spec: Spec = SPEC) -> str:
    svg: str = child.ask({"do": "svg", "spec": spec})["svg"]
    return svg


def test_the_words_of_a_chart_stay_words(child: Child) -> None:
    assert ">示例界别<" in drawn(child)


def test_nothing_runs_until_the_first_chart(child: Child) -> None:
    assert child.process is None


def test_one_process_draws_all_charts(child: Child) -> None:
    drawn(child)
    first = child.process

    drawn(child)

    assert child.process is first


def test_a_process_that_died_is_followed_by_a_new_one(child: Child) -> None:
    drawn(child)
    assert child.process
    child.process.kill()
    child.process.wait()

    assert "示例界别" in drawn(child)


def test_a_process_that_is_killed_while_nobody_looks_is_followed_too(child: Child) -> None:
    """It dies between the look whether it lives and the request: the pipe is broken then."""
    drawn(child)
    assert child.process
    os.kill(child.process.pid, 9)

    assert "示例界别" in drawn(child)


def test_what_takes_too_long_is_stopped_with_a_sentence(child: Child) -> None:
    child.seconds = 0.001

    with pytest.raises(NotDrawn, match="took too long"):
        drawn(child)

    child.seconds = 60
    assert "示例界别" in drawn(child)


def test_it_ends_when_nobody_asks_for_a_while() -> None:
    child = Child(idle=0.05)
    drawn(child)
    assert child.process

    assert child.process.wait(30) == 0
    assert "示例界别" in drawn(child)
    child.end()


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/x.csv", "/etc/passwd"])
def test_a_chart_reads_no_file_and_no_address(child: Child, url: str) -> None:
    asks = {**SPEC, "data": {"url": url, "format": {"type": "csv"}}}

    with pytest.raises(NotDrawn):
        drawn(child, asks)


def test_a_chart_deep_within_reads_no_file(child: Child) -> None:
    inner = {"mark": "point", "data": {"url": "file:///etc/hostname"}}

    with pytest.raises(NotDrawn):
        drawn(child, {"vconcat": [{"layer": [inner]}], "datasets": {}})


def test_a_drawing_takes_in_no_picture_from_elsewhere(child: Child) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname"/></svg>'

    with pytest.raises(NotDrawn):
        child.ask({"do": "png", "svg": svg, "scale": 1.0})


def test_the_process_knows_no_secret_of_the_server(
    child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_DATABASE_URL", "postgresql://secret")
    drawn(child)
    assert child.process

    told = Path(f"/proc/{child.process.pid}/environ").read_bytes()

    assert b"secret" not in told


def test_without_a_chinese_font_a_picture_is_refused_and_the_package_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: Child
) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text("<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    monkeypatch.setattr(drawing, "CHILD", child)

    with pytest.raises(NotDrawn, match="fonts-noto-cjk"):
        drawing.png(drawn(child))


def test_a_picture_says_where_it_comes_from() -> None:
    panel = next(one for one in PANELS.values() if one.draw)
    told = Origin(
        "示例县", Period(date(2026, 1, 1), date(2026, 3, 31)), "制表人001", _MOMENT, Say()
    )

    foot = told.foot(panel)

    for part in ("示例县", "2026-01-01", "2026-03-31", "制表人001", "2026-05-01 09:30", "来源"):
        assert part in foot
    assert not re.search(r"[A-Za-z]", foot)


def test_long_words_are_broken_and_none_is_lost() -> None:
    words = "共480次活动，走访居首 (38%) and a longer English word beside it"

    lines = picture.wrapped(words, 15, 200)

    assert len(lines) > 2
    assert all(picture.measured(line, 15) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


_MOMENT = datetime(2026, 5, 1, 1, 30, tzinfo=UTC)
