"""Rule books that come with the program, as text to start from."""

from dataclasses import dataclass
from pathlib import Path

from core.assessment.book.syntax import decode
from core.assessment.models import Scores

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready rule book, by the short name it is chosen by; its text has the full one."""

    code: str
    name: str
    name_en: str
    scores: Scores


PRESETS = (
    Preset("jinan", "济南市", "Jinan", Scores.MEMBERS),
    Preset("tongcheng", "桐城市", "Tongcheng", Scores.MEMBERS),
    Preset("minhang", "闵行区", "Minhang", Scores.MEMBERS),
    Preset("guangshui_members", "广水市（委员）", "Guangshui (members)", Scores.MEMBERS),
    Preset("guangshui_groups", "广水市（界别活动组）", "Guangshui (groups)", Scores.GROUPS),
    Preset("five_colours", "五色考核", "Five colours", Scores.MEMBERS),
    Preset("studio_stars", "工作室星级", "Stars of studios", Scores.STUDIOS),
)


def text(code: str) -> str:
    """The text of a preset."""
    known = {preset.code for preset in PRESETS}
    if code not in known:
        raise KeyError(code)
    return decode((FOLDER / f"{code}.toml").read_bytes())
