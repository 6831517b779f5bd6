"""Names: how they are compared, and their pinyin for search and sorting."""

import re
import unicodedata

from core.text import clean_name

LIMIT = 60
PINYIN_LIMIT = 300
_DOTS = re.compile(r"[·・•‧∙⋅･.]")
_WIDE = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff]) (?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)

# Surnames that pypinyin reads as the common word: it has no readings of names. Where a
# sign has several readings as a surname, the most frequent one stands here.
SURNAMES = {
    "乐正": "yue zheng",
    "万俟": "mo qi",
    "亓官": "qi guan",
    "尉迟": "yu chi",
    "澹台": "tan tai",
    "长孙": "zhang sun",
    "单于": "chan yu",
    "拓跋": "tuo ba",
    "令狐": "ling hu",
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "翟": "zhai",
    "查": "zha",
    "朴": "piao",
    "区": "ou",
    "盖": "ge",
    "乐": "yue",
    "缪": "miao",
    "秘": "bi",
    "那": "na",
    "能": "nai",
    "覃": "qin",
    "谌": "chen",
    "折": "she",
    "召": "shao",
    "种": "chong",
    "黑": "he",
    "逄": "pang",
    "员": "yun",
    "贠": "yun",
    "牟": "mu",
    "隗": "wei",
    "幺": "yao",
    "祭": "zhai",
    "撒": "sa",
    "郇": "xun",
    "佴": "nai",
    "卜": "bu",
    "句": "gou",
    "繁": "po",
    "阚": "kan",
    "角": "jue",
    "宓": "fu",
    "都": "du",
    "洗": "xian",
    "炔": "gui",
    "行": "xing",
    "藏": "zang",
    "薄": "bo",
    "呙": "guo",
    "少": "shao",
    "车": "che",
    "哈": "ha",
}


def read_name(text: str, field: str = "name") -> str:
    """A name as it is kept: the dot in one form, no blanks between Chinese signs."""
    return _WIDE.sub("", clean_name(text, limit=LIMIT, field=field))


def key_of(name: str) -> str:
    """What two spellings of one name have in common: blanks, dots, width and case aside."""
    return _DOTS.sub("", "".join(unicodedata.normalize("NFKC", name).split())).casefold()


def pinyin_of(name: str) -> str:
    """What a name is sorted and searched by: `zhang1san0zhangsan0zs`.

    The signs between are digits because those stand before letters in every collation:
    by syllable, and the shorter name first, in each database. Where the surname is read
    otherwise than the word, the word's reading follows too, so both find it. Readings of
    given names are the usual ones, which may not be the person's.
    """
    usual = _syllables(name)
    proper = _with_surname(name, usual)
    readings = [proper] if proper == usual else [proper, usual]
    return "0".join(_forms(reading) for reading in readings)[:PINYIN_LIMIT]


def search_key(typed: str) -> str:
    """What a typed search is compared with in pinyin: small letters, no blanks or marks."""
    return re.sub(r"[\s'’\-]", "", unicodedata.normalize("NFKC", typed)).lower()


def _syllables(name: str) -> list[str]:
    from pypinyin import lazy_pinyin  # its 57 MB are for those alone who register members

    plain = _DOTS.sub("", unicodedata.normalize("NFKC", name)).lower()
    return [part.strip() for part in lazy_pinyin(plain, v_to_u=False) if part.strip()]


def _with_surname(name: str, usual: list[str]) -> list[str]:
    for length in (2, 1):
        if len(name) > length and (reading := SURNAMES.get(name[:length])):
            return reading.split() + usual[length:]
    return usual


def _forms(syllables: list[str]) -> str:
    letters = "".join(part if part.isdecimal() else part[0] for part in syllables)
    return "0".join(["1".join(syllables), "".join(syllables), letters])
