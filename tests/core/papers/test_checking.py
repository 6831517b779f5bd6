"""Looking through a template: what is unknown is named with what may be meant."""

import pytest

from core.errors import RuleBroken
from core.papers import checking
from core.papers.models import PaperKind
from core.papers.registry import PAPERS
from tests.core.papers import words_file
from tests.core.papers.test_presets import verdict

LIST, SHEET = PaperKind.RECEIPT_LIST, PaperKind.EDIT_SHEET


def test_fields_and_those_of_rows_are_found() -> None:
    data = words_file.with_lines(
        "{{ body }} {{ made_by }}",
        "{% for one in items %}{{ loop.index }} {{ one.title }}{{ one['state'] }}{% endfor %}",
        "{% set twice = total %}{{ twice }}{% if filter %}{{ filter }}{% endif %}",
    )

    found = verdict(LIST, data)

    assert found.may_be_used
    assert set(found.used) == {
        *("body", "made_by", "items", "items[].title", "items[].state", "total", "filter")
    }
    assert "what" in found.unused


def test_an_unknown_field_is_named_with_the_nearest_and_where_it_stands() -> None:
    data = words_file.with_lines(
        "案由 {{ titel }}", "{% for one in items %}{{ one.categry }}{% endfor %}{{ zzz }}"
    )

    unknown = {one.name: (one.meant, one.near) for one in verdict(LIST, data).unknown}

    assert unknown["titel"][0].endswith("title")
    assert "案由" in unknown["titel"][1]
    assert unknown["items[].categry"][0] == "items[].category"
    assert unknown["zzz"][0] == ""


def test_what_cannot_be_read_is_told_with_its_words() -> None:
    data = words_file.with_lines("第一段", "第二段 {{ title }", "第三段")

    found = verdict(SHEET, data)

    assert not found.may_be_used
    assert found.trouble == checking.TROUBLE["syntax"]
    assert "第二段" in found.near


def test_what_reads_well_but_does_not_run_is_told() -> None:
    runs = verdict(SHEET, words_file.with_lines("{{ title / 2 }}"))
    asks = verdict(SHEET, words_file.with_lines("{{ ''.__class__.__mro__ }}"))

    assert runs.trouble == checking.TROUBLE["no_run"]
    assert asks.trouble == checking.TROUBLE["forbidden"]
    assert [runs.may_be_used, asks.may_be_used] == [False, False]


ANY = words_file.with_lines("{{ title }}")
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r9" Type="http://x/attachedTemplate" '
    'Target="http://198.51.100.1/a.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no_word"),
        (b"PK\x03\x04 no package", "no_word"),
        (b"%PDF-1.4", "no_word"),
        (words_file.with_part(ANY, "word/vbaProject.bin", b"x"), "active"),
        (words_file.with_part(ANY, "word/embeddings/a.xlsx", b"x"), "active"),
        (words_file.with_part(ANY, "word/_rels/settings.xml.rels", RELS.encode()), "outside"),
        (words_file.with_part(ANY, "word/media/a.png", b"\0" * (41 * 2**20)), "too_large"),
    ],
)
def test_what_is_no_template_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        verdict(SHEET, data)

    assert refused.value.message == checking.REFUSED[why]


def test_a_template_has_two_megabytes_at_most() -> None:
    with pytest.raises(RuleBroken, match="2 MB"):
        checking.check(PAPERS[SHEET], b"PK" + b"\0" * checking.MOST_BYTES)
