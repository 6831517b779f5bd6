"""Papers as downloads.

`/paper/{kind}/{id}?as=docx|pdf&lang=zh|en`, several of a kind as one zip from
`/papers/{kind}?ids=1,2,3&as=docx|pdf`; what else an address says goes to the paper's facts.
Those that hold personal data come with `t=`, the leave that was given for a reason.
"""

import asyncio
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from core.errors import DomainError, NotFound, RuleBroken
from core.i18n import CHINESE, ENGLISH, N_, translate
from core.papers import making, passes, pdf, render
from core.papers.making import Asked, Named
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.registry import PAPERS
from core.papers.templates import Place
from core.papers.words import Words
from core.permissions import Actor
from db.session import reading, transaction
from pages._web import people, plain, poster

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"docx": WORD, "pdf": "application/pdf", "zip": "application/zip"}
_LARGEST_ID = 2**31 - 1
_LONGEST = 200
_OURS = frozenset({"as", "lang", "ids", "t", "c", "red", "l"})
_LANGUAGES = {"zh": CHINESE, "en": ENGLISH}
NONE = N_("There is no such paper")
NOT_MADE = N_("The paper was not made")
_REPORTS = frozenset({PaperKind.QUARTERLY_REPORT, PaperKind.YEARLY_REPORT})


@dataclass(frozen=True, slots=True)
class File:
    """What is sent: its bytes, its whole name and what it is."""

    data: bytes
    name: str
    form: str


async def single(request: Request) -> Response:
    """One paper."""
    return await _answer(request, _single)


async def several(request: Request) -> Response:
    """Several papers of a kind as one zip."""
    return await _answer(request, _several)


async def preset(request: Request) -> Response:
    """The preset of a kind as a Word file to begin from, fields and all."""
    return await _answer(request, _preset)


async def sample(request: Request) -> Response:
    """A paper from the template in use with made-up facts."""
    return await _answer(request, _sample)


Make = Callable[[Request, Actor, PaperKind], File]


async def _answer(request: Request, make: Make) -> Response:
    actor = await people.actor_of(request.scope)
    if actor is None:
        return plain.told(request, plain.SIGN_IN, status=403)
    try:
        kind = _kind(request)
        file = await asyncio.to_thread(make, request, actor, kind)
    except DomainError as error:
        return _refused(request, actor, error)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
        "Cache-Control": "no-store",
    }
    return Response(file.data, media_type=KINDS[file.form], headers=headers)


def _single(request: Request, actor: Actor, kind: PaperKind) -> File:
    subject = Subject(min(request.path_params["id"], _LARGEST_ID), _query(request))
    named = _gathered(request, actor, kind, (subject,))
    form = _form(request)
    return File(_made(named, form)[0], f"{named[0].name}.{form}", form)


def _several(request: Request, actor: Actor, kind: PaperKind) -> File:
    rest = _query(request)
    subjects = tuple(Subject(one, rest) for one in _ids(request.query_params.get("ids", "")))
    if not subjects:
        raise NotFound
    named = _gathered(request, actor, kind, subjects)
    form = _form(request)
    title = Words(_language(request, actor)).word(kind)
    return File(_zipped(named, _made(named, form), form), f"{title}.zip", "zip")


def _preset(request: Request, actor: Actor, kind: PaperKind) -> File:
    words = Words(_language(request, actor))
    red = {"1": True, "0": False}.get(request.query_params.get("red", ""))
    name = words(N_("{paper}, template"), paper=words.word(kind))
    return File(render.drawn(PAPERS[kind].preset(words, red=red).blocks), f"{name}.docx", "docx")


def _sample(request: Request, actor: Actor, kind: PaperKind) -> File:
    committee = (_ids(request.query_params.get("c", "")) or [0])[0]
    with reading() as session:
        place = Place(committee, kind, _language(request, actor))
        named = making.example(session, actor, place)
    form = _form(request)
    return File(_made([named], form)[0], f"{named.name}.{form}", form)


def _gathered(
    request: Request, actor: Actor, kind: PaperKind, subjects: tuple[Subject, ...]
) -> list[Named]:
    subjects = _brought(actor, kind, subjects, _language(request, actor))
    with transaction() as session:
        token = request.query_params.get("t", "")
        why = passes.reason(session, actor, kind, token) if PAPERS[kind].personal else ""
        asked = Asked(kind, subjects, _language(request, actor), _form(request), why)
        return making.gather(session, actor, asked)


def _brought(
    actor: Actor, kind: PaperKind, subjects: tuple[Subject, ...], language: str
) -> tuple[Subject, ...]:
    """With the charts that a report tells of; drawn before anything is locked."""
    if kind not in _REPORTS:
        return subjects
    from pages._web.board import report  # what draws reports is loaded with the first of them

    if len(subjects) > 1:
        raise RuleBroken(N_("Reports with charts are made one by one."))
    return tuple(report.brought(actor, kind, one, language) for one in subjects)


def _made(named: Sequence[Named], form: str) -> list[bytes]:
    files = render.many([one.filling for one in named])
    return pdf.of(files) if form == "pdf" else files


def _zipped(named: Sequence[Named], files: Sequence[bytes], form: str) -> bytes:
    out, names = io.BytesIO(), set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for number, (one, data) in enumerate(zip(named, files, strict=True), start=1):
            name = one.name if one.name not in names else f"{one.name} ({number})"
            names.add(name)
            package.writestr(f"{name}.{form}", data)
    return out.getvalue()


def _kind(request: Request) -> PaperKind:
    try:
        kind = PaperKind(str(request.path_params["kind"]))
    except ValueError:
        raise NotFound from None
    if kind not in PAPERS:
        raise NotFound
    return kind


def _form(request: Request) -> str:
    """Word, unless a PDF is asked for and can be made."""
    return "pdf" if request.query_params.get("as") == "pdf" and pdf.program() else "docx"


def _language(request: Request, actor: Actor) -> str:
    return _LANGUAGES.get(request.query_params.get("lang", ""), actor.language)


def _query(request: Request) -> dict[str, str]:
    """What else an address says, and how addresses of this server begin, which nobody can say."""
    return _rest(request.query_params) | {"server": poster.base_of(request)}


def _rest(query: Mapping[str, str]) -> dict[str, str]:
    """What an address says beyond what is ours; short, for nothing there is long."""
    return {
        key: value[:_LONGEST] for key, value in query.items() if key not in _OURS and len(key) < 30
    }


def _ids(text: str) -> list[int]:
    parts = dict.fromkeys(text[:6000].split(","))
    return [int(one) for one in parts if one.isascii() and one.isdigit() and len(one) < 10]


def _refused(request: Request, actor: Actor, error: DomainError) -> Response:
    """A page with the reason, in the language of who asked."""
    missing = isinstance(error, NotFound)
    said = plain.said(error, actor.language)["words"]
    title = translate(NONE if missing else NOT_MADE, actor.language)
    return plain.told(request, (title, said), 404 if missing else 409)
