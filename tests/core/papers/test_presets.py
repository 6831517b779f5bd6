"""The preset of each paper: whole, in both languages, in the type of official documents."""

import re
from functools import lru_cache

import pytest

from core.i18n import CHINESE, ENGLISH, LANGUAGES
from core.papers import checking, fields, render
from core.papers.checking import Verdict
from core.papers.child import checking as child
from core.papers.child import drawing, filling
from core.papers.models import PaperKind
from core.papers.registry import PAPERS
from core.papers.render import Template
from core.papers.words import Words
from tests.core.papers import reading

EACH = [(kind, language) for kind in PAPERS for language in LANGUAGES]
_IMAGES = re.compile(r"----.*?----")


@lru_cache
def preset(kind: PaperKind, language: str) -> bytes:
    """The preset as a Word file, drawn here and not in a process of its own."""
    return drawing.drawn(PAPERS[kind].preset(Words(language)).blocks)


def verdict(kind: PaperKind, data: bytes, language: str = CHINESE) -> Verdict:
    """What the checker says, without a process of its own."""
    paper = PAPERS[kind]
    example = checking.example(paper, Words(language))
    told = {"context": example, "by": "", "title": "", "known_only": list(checking.known(paper))}
    return checking.judged(paper, data, child.looked_through(data, told))


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_a_preset_passes_the_checker_and_prints_each_of_its_fields(
    kind: PaperKind, language: str
) -> None:
    words, template = Words(language), preset(kind, language)
    judged = verdict(kind, template, language)
    told = {"context": checking.example(PAPERS[kind], words), "by": "", "title": ""}

    said = reading.text(filling.filled(template, told))

    assert judged.may_be_used, judged
    assert "made" in judged.used
    assert "{{" not in said
    assert "{%" not in said
    known = checking.known(PAPERS[kind])
    for path in judged.used:
        row = known[path]
        if row.below or row.is_picture or isinstance(row.sample, bool) or path == "made":
            continue
        for line in str(fields.shown(row.sample, words)).split("\n"):
            assert line in said, path


@pytest.mark.parametrize("kind", PAPERS)
def test_a_chinese_paper_has_no_english_and_names_its_fonts(kind: PaperKind) -> None:
    template = preset(kind, CHINESE)
    told = {"context": checking.example(PAPERS[kind]), "by": "", "title": ""}

    said = reading.text(filling.filled(template, told))

    assert re.findall(r"[A-Za-z]{2,}", _IMAGES.sub("", said)) == []
    styles = reading.xml(template, "word/styles.xml")
    for font in ("方正小标宋简体", "仿宋", "黑体", "宋体"):
        assert f'w:eastAsia="{font}"' in styles
    assert 'w:altName w:val="宋体"' in reading.xml(template, "word/fontTable.xml")


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_lies_within_the_margins_of_official_documents(kind: PaperKind) -> None:
    said = reading.xml(preset(kind, ENGLISH))

    upright = 'w:w="11906" w:h="16838"' in said and 'w:top="2098"' in said
    lying = 'w:w="16838" w:h="11906"' in said
    assert upright or lying
    assert 'w:left="1587"' in said or lying


@pytest.mark.parametrize("kind", PAPERS)
def test_each_field_is_told_in_both_languages_with_an_example(kind: PaperKind) -> None:
    for path, row in fields.paths(fields.described(PAPERS[kind].facts_type)).items():
        assert row.label, path
        assert row.sample != "" or row.below or row.is_picture, path
        assert Words(CHINESE)(row.label) != row.label, path


def test_what_is_drawn_by_a_process_of_its_own_is_the_same() -> None:
    paper = PAPERS[PaperKind.REPLY_FORM]
    example = checking.example(paper)
    blocks = paper.preset(Words()).blocks

    template = render.drawn(blocks)
    printed = render.docx(Template(blocks=blocks), example)

    assert reading.xml(template) == reading.xml(preset(PaperKind.REPLY_FORM, CHINESE))
    assert checking.check(paper, template).may_be_used
    assert reading.text(printed) == reading.text(
        filling.filled(template, {"context": example, "by": "", "title": ""})
    )
