"""Filling templates: what is typed comes out as it is, and no template does harm."""

import pytest
from jinja2 import TemplateError

from core.errors import RuleBroken
from core.papers import fields, render
from core.papers.child import filling
from core.papers.render import Filling, Template
from tests.core.papers import reading, words_file

HOSTILE = "张<三>&李四 {{ 7*7 }} {% for %} </w:t> \"'"


def test_values_come_out_as_they_are() -> None:
    template = words_file.with_lines("甲：{{ name }}乙", "{{ text }}")

    paper = render.docx(Template(template), {"name": HOSTILE, "text": "一行\n二行\a三段"})

    said = reading.text(paper)
    assert f"甲：{HOSTILE}乙" in said
    assert "49" not in said
    body = reading.xml(paper)
    assert "一行</w:t><w:br/>" in body
    assert body.count("<w:p>") + body.count("<w:p ") == 3


def test_what_no_paper_holds_is_left_out_first() -> None:
    assert fields.cleaned("a\x00b\x0bc\x07d\ud800e\r\nf") == "abcd\ufffde\nf"


def test_a_template_without_the_line_of_who_made_it_has_it_at_its_foot() -> None:
    template = Template(words_file.with_lines("{{ name }}"))

    paper = render.many(
        [Filling(template, {"name": "甲", "made": "委员001 制作"}, "委员001", "题")]
    )

    assert "委员001 制作" in reading.text(paper[0])
    assert "委员001" in reading.xml(paper[0], "docProps/core.xml")


def test_several_papers_of_two_templates_come_in_their_order() -> None:
    first, second = (Template(words_file.with_lines(f"{n} {{{{ x }}}}")) for n in ("甲", "乙"))
    told = [(first, "1"), (second, "2"), (first, "3")]

    papers = render.many([Filling(template, {"x": x}) for template, x in told])

    assert ["甲 1" in reading.text(papers[0]), "乙 2" in reading.text(papers[1])] == [True, True]
    assert "甲 3" in reading.text(papers[2])


@pytest.mark.parametrize(
    "line",
    [
        "{{ name.__class__.__mro__ }}",
        "{{ ''.__class__.__subclasses__() }}",
        "{{ name.append }}",
        "{{ range(9) }}",
        "{{ missing }}",
        "{% for x in %}",
    ],
)
def test_what_a_template_must_not_say_is_refused(line: str) -> None:
    told = {"context": {"name": "甲", "made": ""}, "by": "", "title": ""}

    with pytest.raises(TemplateError):
        filling.filled(words_file.with_lines(line), told)


def test_a_template_that_fails_is_told_in_a_sentence() -> None:
    with pytest.raises(RuleBroken, match="Check the template"):
        render.docx(Template(words_file.with_lines("{{ missing }}")), {})


def test_loops_without_end_stop_with_their_process(monkeypatch: pytest.MonkeyPatch) -> None:
    loops = "".join(f"{{% for a{n} in rows %}}" for n in range(9)) + "x" + "{% endfor %}" * 9
    template = Template(words_file.with_lines(loops))
    after = Template(words_file.with_lines("{{ x }}"))

    monkeypatch.setattr(render, "_SECONDS", 3)
    with pytest.raises(RuleBroken, match="too much"):
        render.docx(template, {"rows": list("0123456789")})
    monkeypatch.undo()
    paper = render.docx(after, {"x": "甲"})

    assert "甲" in reading.text(paper)


def test_what_would_fill_the_memory_stops_with_its_process() -> None:
    template = Template(words_file.with_lines("{{ name * 900000000 }}"))

    with pytest.raises(RuleBroken, match="too much"):
        render.docx(template, {"name": "甲乙丙丁"})
