"""What a committee and its office are called on paper."""

from core.i18n import N_
from core.papers.words import Words

_SHORT = "政协"


def body(_: Words, name: str, name_en: str) -> str:
    """The committee in full: 政协示例县委员会 for 示例县政协."""
    if _.is_chinese and name.endswith(_SHORT) and len(name) > len(_SHORT):
        return f"{_SHORT}{name.removesuffix(_SHORT)}委员会"
    return _.either(name, name_en)


def office(_: Words, name: str, name_en: str) -> str:
    """Its office, which writes and prints papers."""
    return _(N_("{committee} Office"), committee=body(_, name, name_en))
