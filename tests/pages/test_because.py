"""The sentence above the charts, in each way that it can turn."""

import pytest

from core.activities.models import OwnerKind
from core.reports.changes import Change, KeyFigure
from core.reports.names import Called
from core.reports.periods import Period, Then
from core.reports.why import Kind, Part, Reason
from core.studios.models import StudioKind
from pages._ui.board import because
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say

FELL = Change(KeyFigure.SERVED, 480, 1200)
ROSE = Change(KeyFigure.ACTIVITIES, 30, 20)
STUDIO = Called("示例委员工作室")


def part(now: int, before: int, kind: Kind = Kind.HOLDER) -> Part:
    return Part(kind, "any", now, before)


@pytest.mark.parametrize(
    ("reason", "then", "told"),
    [
        (
            Reason(FELL, part(400, 900), STUDIO),
            Then.SAME_DAYS,
            "服务群众人数减少最多：480人次，上年同期1,200人次（下降60%）；"
            "其中示例委员工作室减少500人次。",
        ),
        (
            Reason(FELL, part(0, 500), STUDIO),
            Then.YEAR,
            "服务群众人数减少最多：480人次，上年1,200人次（下降60%）；"
            "其中示例委员工作室减少500人次，本期为零。",
        ),
        (
            Reason(FELL, part(100, 1000), STUDIO),
            Then.QUARTER,
            "服务群众人数减少最多：480人次，上季度1,200人次（下降60%）；"
            "其中示例委员工作室减少900人次，其他有所增加。",
        ),
        (
            Reason(FELL),
            Then.TERM,
            "服务群众人数减少最多：480人次，上届同期1,200人次（下降60%）；"
            "变化分散在多处，没有哪一处占到三成。",
        ),
        (
            Reason(ROSE, part(6, 0), STUDIO),
            Then.MONTH_SO_FAR,
            "活动增加最多：30场次，上月同期20场次（增长50%）；其中示例委员工作室新增6场次。",
        ),
        (
            Reason(ROSE, part(15, 3, Kind.CATEGORY), Called("界别协商")),
            Then.DAYS,
            "活动增加最多：30场次，此前同样天数20场次（增长50%）；"
            "其中“界别协商”类活动增加12场次，其他有所减少。",
        ),
        (
            Reason(ROSE, part(9, 3, Kind.MONTH), month=202603),
            Then.YEAR,
            "活动增加最多：30场次，上年20场次（增长50%）；其中3月增加6场次。",
        ),
        (
            Reason(ROSE, part(9, 3), word=OwnerKind.SPECIAL_COMMITTEE),
            Then.YEAR,
            "活动增加最多：30场次，上年20场次（增长50%）；其中专门委员会增加6场次。",
        ),
        (
            Reason(
                Change(KeyFigure.STUDIOS, 10, 5),
                part(5, 1, Kind.STUDIO_KIND),
                word=StudioKind.AREA,
            ),
            Then.YEAR,
            "挂牌工作室增加最多：10个，上年5个（增长100%）；其中地域工作室增加4个。",
        ),
        (
            Reason(
                Change(KeyFigure.GIVEN_FEN, 2_400_000, 1_200_000), part(900_000, 100_000), STUDIO
            ),
            Then.YEAR,
            "捐资捐物增加最多：2.4万元，上年1.2万元（增长100%）；其中示例委员工作室增加8,000元。",
        ),
    ],
)
def test_it_reads_as_an_office_writes(reason: Reason, then: Then, told: str) -> None:
    assert because.told(reason, then, View(1, Period.year(2026), Say("zh_CN"))) == told


def test_it_reads_in_english_too() -> None:
    told = because.told(
        Reason(FELL, part(0, 500), STUDIO), Then.YEAR, View(1, Period.year(2026), Say("en"))
    )

    assert told == (
        "What fell most: People served, 480 people after 1,200 people in the year before"
        " (down 60%); 示例委员工作室 had 500 people and has none now."
    )
