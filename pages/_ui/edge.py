"""The edge between a screen and the domain: one action, one transaction, one sentence back."""

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, TypeVar

import streamlit as st

from core.accounts import requests
from core.audit import labels
from core.errors import AlreadyDone, Difference, DomainError, EditConflict
from db import session as database
from db.base import Choice
from db.session import Session
from pages._ui import told as values
from pages._ui.told import NOTHING, Names
from pages._ui.words import _, plain, refusal, word

_NOTICE = "_ui.notice"
_DONE = "_ui.done"
_REFUSED = "_ui.refused"
_RUN = "_ui.run"
_LONG = re.compile(
    r"(opinions\.record|proposals\.new|handling\.reply\.\d+|mine\.duty\.\d+"
    r"|books\.text\.\d+\.\w+)(?=\.|$)"
)
reading = database.reading
Shown = TypeVar("Shown")


@contextmanager
def action(done: str, form: str = "") -> Iterator[Session]:
    """Run one action. Refused: say why, keep what was typed. Done: say so, run afresh.

    `form` is the name that `fresh` was given: with it the same sending counts once, and a
    refusal is said where the form calls `problem`.
    Never call `st.rerun`, `st.stop` or `st.switch_page` inside: they work by raising,
    and raising undoes the transaction.
    """
    st.session_state.pop(_REFUSED, None)
    try:
        with database.transaction() as session:
            if form:
                _raise_held(form)
                requests.claim(session, _request_key(form))
            yield session
    except AlreadyDone:
        pass  # the first sending was kept: it is told as done
    except DomainError as error:
        _refuse(error, form)
        return
    finish(done, form)


def finish(done: str, form: str = "") -> None:
    """Tell what was done at the next run, and begin it with an empty form."""
    st.session_state[_NOTICE] = done
    if form:
        st.session_state.pop(_key_name(form), None)
        discard(form)
    st.session_state[_DONE] = st.session_state.get(_DONE, 0) + 1
    st.rerun()


def fresh(form: str) -> str:
    """A form key that changes with each action done, so the next form is empty.

    That of a form that outlives its screen changes only once it was kept itself.
    """
    return f"{form}.{st.session_state.get(_counter(form), 0)}"


def persist(form: str) -> Literal["session"] | None:
    """Whether what is typed stays when its person leaves the screen and comes back.

    So it is with the forms that begin something new and long. One that changes what is kept
    begins anew, with what is kept by then.
    """
    return "session" if _LONG.match(form) else None


def discard(form: str) -> None:
    """Begin a form that outlives its screen anew."""
    if _LONG.match(form):
        counter = _counter(form)
        st.session_state[counter] = st.session_state.get(counter, 0) + 1


def _counter(form: str) -> str:
    lasting = _LONG.match(form)
    return f"{_DONE}.{lasting[1]}" if lasting else _DONE


def input_key(form: str, field: str) -> str:
    """The key of an input of an edit form: what is typed stays, though the row changed meanwhile.

    Without a key an input whose first value changes is another input, and empty of what was typed.
    """
    return f"{fresh(form)}.{field}"


def show_notice() -> None:
    """Say what the last action did. Called once in each run, by the frame."""
    st.session_state[_RUN] = _run() + 1
    if refused := st.session_state.get(_REFUSED):
        refused.said = False
    if notice := st.session_state.pop(_NOTICE, None):
        st.toast(notice, icon=":material/check_circle:")


def problem(form: str, field: str = "") -> None:
    """Say the refusal of a form's last sending: right below the input it belongs to.

    Called with each field below its input, and without one just above the button, where
    a refusal is said that belongs to no field or to one that is not shown.
    """
    refused: _Refused | None = st.session_state.get(_REFUSED)
    if refused is None or refused.form != form or refused.said:
        return
    if not field or field == refused.error.field:
        refused.said = bool(field)
        _say(refused.error)


def hold(form: str, field: str, error: DomainError | None) -> None:
    """Keep what is wrong with an input until its form is sent; None once it is right."""
    held: dict[str, DomainError] = st.session_state.setdefault(f"_ui.held.{fresh(form)}", {})
    if error:
        held[field] = error
    else:
        held.pop(field, None)


def _raise_held(form: str) -> None:
    held: dict[str, DomainError] = st.session_state.get(f"_ui.held.{fresh(form)}", {})
    for error in held.values():
        raise error


def version_of(form: str, version: int) -> int:
    """The version that a form edits: the one first shown, or the one a conflict has shown since.

    Called where the form is drawn, and not only where it is sent: what is read then is too new.
    """
    return _as_shown("version", form, version)


def version_of_all(forms: Iterable[str], version: int) -> int:
    """The version that the forms of one record decide on, where each decides on the whole.

    A conflict that one of them told has shown the record for all. Called with all of them,
    also with those that are not drawn.
    """
    return max(version_of(form, version) for form in forms)


def as_first_shown(form: str, now: Shown) -> Shown:
    """What a form edits as it was first shown, or as a conflict has shown it since.

    For forms that edit several rows at once, where one version does not do.
    """
    return _as_shown("shown", form, now)


def start_of(form: str, now: Shown) -> Shown:
    """What the inputs of a form begin with: the same while it is shown, whatever is saved.

    An input without a key whose first value changes is another input, and forgets what was typed.
    """
    return _as_shown("start", form, now)


def _as_shown(what: str, form: str, now: Shown) -> Shown:
    """What a form showed in the run before; what is now, where it was not shown then."""
    key = _shown_key(what, form)
    kept: Shown
    kept, run = st.session_state.get(key, (now, _run()))
    if run < _run() - 1:
        kept = now
    st.session_state[key] = (kept, _run())
    return kept


def _shown_key(what: str, form: str) -> str:
    return f"_ui.{what}.{fresh(form)}"


def _run() -> int:
    run: int = st.session_state.get(_RUN, 0)
    return run


@dataclass
class _Refused:
    form: str
    error: DomainError
    said: bool = False


def _refuse(error: DomainError, form: str) -> None:
    if isinstance(error, EditConflict):
        st.session_state[_shown_key("version", form)] = (error.version, _run())
        st.session_state.pop(_shown_key("shown", form), None)
    if not form:
        _say(error)
        return
    st.session_state[_REFUSED] = _Refused(form, error)
    st.rerun()


def _say(error: DomainError) -> None:
    st.error(refusal(error), icon=":material/error:")
    if isinstance(error, EditConflict):
        _compare([one for one in error.differences if one.field not in values.DERIVED])


def _compare(differences: Sequence[Difference]) -> None:
    if not differences:
        return
    known = values.names_in(
        (one.field, value) for one in differences for value in (one.theirs, one.yours)
    )
    st.table([_row(difference, known) for difference in differences])


def _row(difference: Difference, known: Names) -> dict[str, str]:
    field = difference.field
    return {
        _("Field"): word(field) if isinstance(field, Choice) else plain(_(labels.field(field))),
        _("Saved by the other person"): _told(field, difference.theirs, known),
        _("Typed by you"): _told(field, difference.yours, known),
    }


def _told(field: str, value: object, known: Names) -> str:
    said = values.value(field, value, known)
    return said if said == NOTHING else plain(said)


def _key_name(form: str) -> str:
    return f"_ui.request.{form}"


def _request_key(form: str) -> str:
    """The key of this rendering of a form: it changes only once the form was kept."""
    key: str = st.session_state.setdefault(_key_name(form), secrets.token_hex(16))
    return key
