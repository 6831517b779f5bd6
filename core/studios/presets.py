"""Standards and mechanisms that committees are known to use, to be taken over and edited."""

from dataclasses import dataclass

from core.studios.models import STUDIOS_PROPER, StudioKind


@dataclass(frozen=True, slots=True)
class Named:
    """A Chinese name with its English one."""

    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A standard ready to be adopted. `kinds` are those that it is usually assigned to."""

    code: str
    name: str
    name_en: str
    items: tuple[Named, ...]
    kinds: tuple[StudioKind, ...]


PRESETS = (
    Preset(
        "five_haves",
        "五有",
        "Five haves",
        (
            Named("有固定场所", "Fixed premises"),
            Named("有负责委员", "A member in charge"),
            Named("有工作制度", "Working rules"),
            Named("有活动计划", "An activity plan"),
            Named("有统一标识", "A uniform sign"),
        ),
        STUDIOS_PROPER,
    ),
    Preset(
        "six_haves",
        "六有",
        "Six haves",
        (
            Named("有标识牌", "A sign"),
            Named("有活动场所", "Premises"),
            Named("有规章制度", "Rules"),
            Named("有社情民意信箱", "A public-opinion box"),
            Named("有活动记录", "Activity records"),
            Named("有成果展示", "A display of results"),
        ),
        (StudioKind.MEMBER_HOME,),
    ),
    Preset(
        "five_on_wall",
        "五上墙",
        "Five on the wall",
        (
            Named("统一标识上墙", "The uniform sign on the wall"),
            Named("委员信息上墙", "Member information on the wall"),
            Named("工作职责上墙", "Duties on the wall"),
            Named("工作流程上墙", "The workflow on the wall"),
            Named("规章制度上墙", "The rules on the wall"),
        ),
        STUDIOS_PROPER,
    ),
    Preset(
        "five_norms",
        "五规范",
        "Five norms",
        (
            Named("阵地建设规范", "Premises in good order"),
            Named("工作流程规范", "A settled workflow"),
            Named("规章制度规范", "Settled rules"),
            Named("活动开展规范", "Activities as they should be"),
            Named("退出机制规范", "A settled way of exit"),
        ),
        STUDIOS_PROPER,
    ),
    Preset(
        "four_mechanisms",
        "四机制",
        "Four mechanisms",
        (
            Named("定期接待机制", "Regular reception"),
            Named("走访联系机制", "Visits"),
            Named("档案管理机制", "Keeping of archives"),
            Named("结果反馈机制", "Feedback of results"),
        ),
        STUDIOS_PROPER,
    ),
)


def preset(code: str) -> Preset | None:
    """The preset of a code, None where there is none."""
    return next((one for one in PRESETS if one.code == code), None)
