"""What an office begins with: reasons not to register a proposal.

The five-in-one categories are among the presets of `core.matters`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """An entry of a list that an office then makes its own."""

    code: str
    name: str


REASONS = (
    Preset("secret", "涉及国家秘密、工作秘密或商业秘密"),
    Preset("sub_judice", "已进入司法、仲裁、行政复议或信访程序"),
    Preset("discipline", "属于纪检监察或党派团体内部事务"),
    Preset("petition", "为委员本人、亲属或所在单位解决个别问题"),
    Preset("letter", "仅转递人民来信或他人材料"),
    Preset("beyond", "超出本级党政部门职权范围"),
    Preset("advert", "宣传、推介具体企业、产品或作品"),
    Preset("academic", "属于学术探讨、一般咨询或询问"),
    Preset("empty", "内容空泛，缺少事实依据或具体建议"),
    Preset("several", "一案多事，主题不集中"),
    Preset("repeated", "与已立案或已办结提案重复，没有新的情况和建议"),
    Preset("settled", "所提建议已经落实，或已列入计划正在实施"),
)
