"""The pages for citizens: a studio's box, and what a receipt code opens. Plain HTML, no script.

A page that was posted to answers itself, so that nothing typed is lost and no code stands in
an address.
"""

import asyncio
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from core import clock
from core.accounts import cookies as names
from core.box import entries, knocks, lookups, receipts, rules
from core.box.drafts import EntryDraft, Photo, Sender
from core.box.entries import OpenBox
from core.box.knocks import TooMany
from core.box.lookups import Standing
from core.box.models import KnockKind
from core.errors import DomainError, NotFound, RuleBroken
from core.files import intake
from core.i18n import N_, translate
from db.session import reading, transaction
from pages._web import cookies, plain, public, tokens
from pages._web.tokens import Token

_COOKIE_LIFETIME = 24 * 3600
_READ_WITHIN = 60.0
_AT_ONCE = asyncio.Semaphore(16)  # bodies being read
_PHOTOS_AT_ONCE = asyncio.Semaphore(2)  # photos being drawn anew
_FIELDS = ("words", "name", "phone")
_MOST_BYTES = 10 * 2**20
_TOLD = {
    "withdraw": N_(
        "Withdrawn. Your text is deleted. The office's records keep that it was there, and the"
        " title that the office gave it."
    ),
    "forget": N_("Deleted."),
}


async def show_box(request: Request) -> Response:
    """The form of an open box; codes that never were look like boxes that are closed."""
    box = await asyncio.to_thread(_open, request.path_params["code"])
    if box is None:
        return plain.told(request, plain.CLOSED, 404)
    browser = cookies.form(cookies.of(request.scope)) or names.fresh()
    token = tokens.fresh(request.scope["path"], box.notice.id)
    return _with_cookie(_form(request, box, {}, token.sealed(browser)), request, browser)


async def send_entry(request: Request) -> Response:
    """Keep what a citizen sends and tell the receipt code, or show the form with what is wrong."""
    box = await asyncio.to_thread(_open, request.path_params["code"])
    if box is None:
        return plain.told(request, plain.CLOSED, 404)
    error = await _knock(request, KnockKind.WRITE)
    if error and int(request.headers["content-length"]) > public.FORM_LIMIT:
        return _patient(plain.told(request, plain.LATER, 429))
    form = await _read(request)
    browser = cookies.form(cookies.of(request.scope)) or names.fresh()
    token = tokens.fresh(request.scope["path"], box.notice.id)
    try:
        if error:
            raise error
        token = tokens.read(_text(form, "token"), browser, request.scope["path"])
        receipt = await _submit(request, form, token)
    except DomainError as refused:
        return await _refused(request, form, refused, (token, browser))
    return plain.page(request, "sent.html", {"receipt": receipt})


async def show_look_up(request: Request) -> Response:
    """The form for a receipt code."""
    browser = cookies.form(cookies.of(request.scope)) or names.fresh()
    return _with_cookie(_ask(request, browser), request, browser)


async def look_up(request: Request) -> Response:
    """What a receipt code opens, and the two things that can be done with it."""
    form = await _read(request)
    browser = cookies.form(cookies.of(request.scope)) or names.fresh()
    typed = _text(form, "receipt")
    try:
        tokens.read(_text(form, "token"), browser, request.scope["path"])
        if error := await _knock(request, KnockKind.LOOK, typed):
            raise error
        done, standing = await asyncio.to_thread(_do, _text(form, "do"), typed, _text(form, "sure"))
    except DomainError as refused:
        answer = _ask(request, browser, refused, _status(refused))
        return _with_cookie(answer, request, browser)
    return _standing(request, browser, (receipts.normal(typed), done, standing))


def _form(
    request: Request,
    box: OpenBox,
    typed: dict[str, str],
    token: str,
    **told: Any,  # noqa: ANN401
) -> HTMLResponse:
    notice = box.notice.in_language(plain.language(request))
    told = {
        "box": box,
        "notice": [part for part in notice.split("\n") if part],
        "notice_day": clock.local(box.notice.valid_from).date(),
        "typed": {field: typed.get(field, "") for field in _FIELDS},
        "token": token,
        "least": rules.LEAST,
        "most": rules.MOST,
        **told,
    }
    status = told.pop("status", 200)
    return plain.page(request, "box.html", told, status)


async def _refused(
    request: Request, form: FormData, error: DomainError, of: tuple[Token, str]
) -> Response:
    """The form once more, with what was typed and what is wrong with it.

    A good token stays: the time since the page was first shown goes on counting.
    """
    token, browser = of
    box = await asyncio.to_thread(_open, request.path_params["code"])
    if box is None:
        return plain.told(request, plain.CLOSED, 404)
    if token.notice_id != box.notice.id:
        token = tokens.fresh(token.purpose, box.notice.id)
    typed = {field: _text(form, field) for field in _FIELDS}
    said = plain.said(error, plain.language(request))
    said["field"] = {"file": "photo"}.get(said["field"], said["field"])
    answer = _form(request, box, typed, token.sealed(browser), error=said, status=_status(error))
    return _with_cookie(answer, request, browser)


async def _submit(request: Request, form: FormData, token: Token) -> str:
    if _text(form, "website"):
        raise RuleBroken(N_("One field must stay empty. Send it once more, please."))
    tokens.check_time(token)
    draft = EntryDraft(
        words=_text(form, "words"),
        consents=_text(form, "consents") == "yes",
        notice_id=token.notice_id,
        name=_text(form, "name"),
        phone=_text(form, "phone"),
    )
    rules.cleaned(draft)  # before any work is spent on the photo
    draft = replace(draft, photo=await _photo(form))
    sender = Sender(_address(request), token.key)
    return await asyncio.to_thread(_keep, request.path_params["code"], draft, sender)


async def _photo(form: FormData) -> Photo | None:
    """The photo drawn anew, outside any transaction; None where there is none."""
    sent = form.get("photo")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return None
    if (sent.size or 0) > _MOST_BYTES:
        raise RuleBroken(N_("The photo is too large: 10 MB at most."), "photo")
    data = await sent.read()
    async with _PHOTOS_AT_ONCE:
        accepted = await asyncio.to_thread(intake.accept, data, "photo")
    if accepted.media_type != intake.JPEG:
        raise RuleBroken(N_("Only a photo can be added (JPEG, PNG or WebP)."), "photo")
    return Photo("photo.jpg", accepted)


def _standing(request: Request, browser: str, of: tuple[str, str, Standing]) -> HTMLResponse:
    receipt, done, standing = of
    spoken = plain.language(request)
    state, kind = standing.state, standing.kind
    stands = standing.matter_state
    told = {
        "receipt": receipt,
        "done": translate(done, spoken) if done else "",
        "standing": standing,
        "state": translate(state.label, spoken) if state else "",
        "kind": translate(kind.label, spoken) if kind else "",
        "matter_state": standing.called or (translate(stands.label, spoken) if stands else ""),
        "token": tokens.fresh(request.scope["path"]).sealed(browser),
    }
    return plain.page(request, "standing.html", told)


def _ask(
    request: Request, browser: str, error: DomainError | None = None, status: int = 200
) -> HTMLResponse:
    said = plain.said(error, plain.language(request)) if error else None
    token = tokens.fresh(request.scope["path"]).sealed(browser)
    return plain.page(request, "receipt.html", {"token": token, "error": said}, status)


def _status(error: DomainError) -> int:
    if isinstance(error, TooMany):
        return 429
    return 404 if isinstance(error, NotFound) else 422


def _patient(answer: HTMLResponse) -> HTMLResponse:
    if answer.status_code == 429:
        answer.headers["Retry-After"] = str(int(knocks.WINDOW.total_seconds()))
    return answer


def _with_cookie(answer: HTMLResponse, request: Request, browser: str) -> HTMLResponse:
    answer.headers["set-cookie"] = cookies.line(
        names.FORM, browser, request.scope, _COOKIE_LIFETIME
    )
    return _patient(answer)


async def _read(request: Request) -> FormData:
    """The form that was sent. Files of some size go to the disk while they come in."""
    if _AT_ONCE.locked():
        raise HTTPException(503)
    async with _AT_ONCE:
        reading_it = request.form(max_files=1, max_fields=12, max_part_size=public.FORM_LIMIT)
        return await asyncio.wait_for(reading_it, _READ_WITHIN)


def _text(form: FormData, field: str) -> str:
    value = form.get(field, "")
    return value if isinstance(value, str) else ""


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _knock(request: Request, kind: KnockKind, receipt: str = "") -> TooMany | None:
    """Count that something was sent; the refusal where that was too often."""
    try:
        await asyncio.to_thread(_count, kind, _address(request), receipt)
    except TooMany as error:
        return error
    return None


def _count(kind: KnockKind, address: str, receipt: str) -> None:
    keys = [knocks.of_address(address)]
    if receipts.normal(receipt):
        keys.append(receipts.hashed(receipt))
    with transaction(public=True) as session:
        knocks.knock(session, kind, *keys)


def _open(code: str) -> OpenBox | None:
    try:
        with reading(public=True) as session:
            return entries.open_at(session, code)
    except NotFound:
        return None


def _keep(code: str, draft: EntryDraft, sender: Sender) -> str:
    with transaction(public=True) as session:
        return entries.submit(session, code, draft, sender)


def _do(what: str, receipt: str, sure: str) -> tuple[str, Standing]:
    """Do what was asked with a receipt code; how things stand then.

    What is taken back changes the house's records and tells its people: that is the house's
    own work, whoever holds the code.
    """
    done = _TOLD.get(what, "") if sure == "yes" else ""
    if done:
        with transaction() as session:
            take_back = lookups.withdraw if what == "withdraw" else lookups.forget_contact
            take_back(session, receipt)
    with reading(public=True) as session:
        return done, lookups.look(session, receipt)


ROUTES = [
    Route("/b/{code}", show_box, methods=["GET"]),
    Route("/b/{code}", send_entry, methods=["POST"]),
    Route("/r", show_look_up, methods=["GET"]),
    Route("/r", look_up, methods=["POST"]),
    Route(public.STYLE_URL, plain.style),
]
