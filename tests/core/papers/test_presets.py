"""The preset of each paper: whole, in both languages, in the type of official documents."""

import re

import pytest

from core.i18n import CHINESE, LANGUAGES
from core.papers import checking, fields, render
from core.papers.fields import COMMON
from core.papers.models import PaperKind
from core.papers.registry import PAPERS
from core.papers.render import Template
from core.papers.words import Words
from tests.core.papers import reading

_WITHOUT_IMAGES = re.compile(r"----.*?----")
EACH = [(kind, language) for kind in PAPERS for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_a_preset_passes_the_checker_and_prints_each_of_its_fields(
    kind: PaperKind, language: str
) -> None:
    paper, words = PAPERS[kind], Words(language)
    template = render.drawn(paper.preset(words).blocks)
    verdict = checking.check(paper, template)
    facts = fields.sample(paper.facts_type, words)
    printed = render.docx(Template(template), fields.context(facts) | checking.common_sample(words))
    said = reading.text(printed)

    assert verdict.may_be_used, verdict
    assert "made" in verdict.used
    assert "{{" not in said
    assert "{%" not in said
    known = fields.paths((*fields.described(paper.facts_type), *COMMON))
    for path in verdict.used:
        if not known[path].below and not known[path].is_picture and path != "made":
            for line in str(fields.shown(known[path].sample, words)).split("\n"):
                assert isinstance(known[path].sample, bool) or line in said, path


@pytest.mark.parametrize("kind", PAPERS)
def test_a_chinese_paper_has_no_english_and_names_its_fonts(kind: PaperKind) -> None:
    paper, words = PAPERS[kind], Words(CHINESE)
    template = render.drawn(paper.preset(words).blocks)
    facts = fields.context(fields.sample(paper.facts_type, words))
    said = reading.text(render.docx(Template(template), facts | checking.common_sample(words)))

    assert re.findall(r"[A-Za-z]{2,}", _WITHOUT_IMAGES.sub("", said)) == []
    styles = reading.xml(template, "word/styles.xml")
    for font in ("方正小标宋简体", "仿宋", "黑体", "宋体"):
        assert f'w:eastAsia="{font}"' in styles
    assert 'w:altName w:val="宋体"' in reading.xml(template, "word/fontTable.xml")
    assert 'w:w="11906" w:h="16838"' in reading.xml(template) or any(
        block["do"] == "landscape" for block in paper.preset(words).blocks
    )


@pytest.mark.parametrize("kind", PAPERS)
def test_each_field_is_told_in_both_languages_with_an_example(kind: PaperKind) -> None:
    for path, row in fields.paths(fields.described(PAPERS[kind].facts_type)).items():
        assert row.label, path
        assert row.sample != "" or row.below or row.is_picture, path
        assert Words(CHINESE)(row.label) != row.label, path
