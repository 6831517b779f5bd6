"""The templates of an office: which is in use, bringing one, trying it, and going back."""

from collections.abc import Sequence

import streamlit as st

from core.errors import DomainError
from core.i18n import CHINESE
from core.papers import checking, pdf, templates
from core.papers.checking import Verdict
from core.papers.registry import PAPERS
from core.papers.templates import Place, TemplateRow
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem
from pages._ui.words import _, moment, plain, refusal


def in_use(place: Place, rows: Sequence[TemplateRow]) -> None:
    """What papers are made from now, and what to fetch: a sample, and the preset to begin from."""
    row = next((one for one in rows if one.in_use), None)
    with st.container(border=True):
        st.markdown(f":material/description: **{_called(row)}**")
        if row:
            st.caption(_("Since {at}, by {name}", at=moment(row.kept_at), name=plain(row.by)))
        else:
            st.caption(_("The office has brought no own template of this kind."))
        with st.container(horizontal=True):
            _links(place, row)


def _links(place: Place, row: TemplateRow | None) -> None:
    spoken = "zh" if place.language == CHINESE else "en"
    sample = f"/paper-sample/{place.kind.value}?c={place.committee_id}&lang={spoken}"
    st.link_button(_("Sample in Word"), sample, icon=":material/description:")
    if pdf.program():
        st.link_button(_("Sample as PDF"), f"{sample}&as=pdf", icon=":material/picture_as_pdf:")
    if row and row.attachment_id:
        st.link_button(_("Own template"), f"/files/{row.attachment_id}", icon=":material/download:")
    preset = f"/paper-preset/{place.kind.value}?lang={spoken}"
    st.link_button(_("Preset to begin from"), preset, icon=":material/download:")


def earlier(actor: Actor, rows: Sequence[TemplateRow], *, writes: bool) -> None:
    """Those that were in use before, to be taken up again or put into the bin."""
    kept = [row for row in rows if not row.in_use and row.attachment_id]
    if not kept:
        st.caption(_("There are none."))
    for row in kept:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(f"**{_called(row)}**", width="stretch")
            st.caption(f"{moment(row.kept_at)} {plain(row.by)}", width="content")
            if writes:
                _acts(actor, row)


def _acts(actor: Actor, row: TemplateRow) -> None:
    if st.button(_("Use it"), key=f"papers.use.{row.id}", icon=":material/undo:"):
        with action(_("Papers are made from it again.")) as session:
            templates.use(session, actor, row.id)
    if st.button(_("To the bin"), key=f"papers.bin.{row.id}", icon=":material/delete:"):
        with action(_("Moved to the bin.")) as session:
            templates.bin_template(session, actor, row.id)


def bring(actor: Actor, place: Place, *, writes: bool) -> None:
    """Upload a Word file: it is looked through first, and taken into use if all is well."""
    if not writes:
        st.caption(_("The office brings templates. Ask a clerk of it."))
        return
    form = f"papers.bring.{place.kind.value}.{place.language}"
    sent = st.file_uploader(
        _("Word file (.docx), 2 MB at most"),
        type=["docx"],
        max_upload_size=2,
        key=f"{fresh(form)}.file",
    )
    problem(form, "file")
    if sent:
        _judge(actor, place, form, (sent.name, sent.getvalue()))
    st.divider()
    _go_back(actor, place)


def _judge(actor: Actor, place: Place, form: str, file: tuple[str, bytes]) -> None:
    """What the checker says, and the button once nothing is against it."""
    name, data = file
    try:
        verdict = _checked(form, place, data)
    except DomainError as error:
        st.error(refusal(error), icon=":material/error:")
        return
    _tell(verdict)
    if verdict.may_be_used and st.button(
        _("Take into use"), type="primary", icon=":material/check:", key=f"{form}.take"
    ):
        with action(_("Papers are made from it now."), form) as session:
            templates.upload(session, actor, place, name, verdict)


def _checked(form: str, place: Place, data: bytes) -> Verdict:
    """Looked through once for each file, and not at each run of the screen."""
    key = f"{form}.verdict"
    kept: Verdict | None = st.session_state.get(key)
    if kept is None or kept.data != data:
        kept = checking.check(PAPERS[place.kind], data)
        st.session_state[key] = kept
    return kept


def _tell(verdict: Verdict) -> None:
    if verdict.trouble:
        st.error(_(verdict.trouble), icon=":material/error:")
        if verdict.near:
            st.caption(_("It stands here: {words}", words=plain(verdict.near)))
    if verdict.unknown:
        unknown = _("These fields are not known. Correct them in Word and upload it again.")
        st.error(unknown, icon=":material/error:")
        st.table([_unknown(one) for one in verdict.unknown])
    if verdict.may_be_used and not verdict.used:
        same = _("It uses no field: each paper made from it would say the same.")
        st.warning(same, icon=":material/warning:")
    elif verdict.may_be_used:
        st.success(
            _("All is well: it uses {n} fields.", n=len(verdict.used)), icon=":material/check:"
        )
    if verdict.unused and verdict.may_be_used:
        st.caption(_("Not used: {names}", names=plain(", ".join(verdict.unused))))


def _unknown(one: checking.Unknown) -> dict[str, str]:
    return {
        _("Typed"): plain(_typed(one.name)),
        _("Meant perhaps"): plain(_typed(one.meant)),
        _("Where"): plain(one.near),
    }


def _typed(path: str) -> str:
    """A field as it is typed: those of rows begin with `row`."""
    rows, inner, name = path.partition("[].")
    return f"row.{name} ({rows})" if inner else path


def _go_back(actor: Actor, place: Place) -> None:
    st.subheader(_("Back to the preset"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        red = True
        if PAPERS[place.kind].headed:
            red = st.toggle(
                _("With a red header"), PAPERS[place.kind].red, key=f"papers.red.{place.kind}"
            )
        if st.button(_("Use the preset"), icon=":material/settings_backup_restore:"):
            with action(_("Papers are made from the preset now.")) as session:
                templates.take_preset(session, actor, place, red_header=red)


def _called(row: TemplateRow | None) -> str:
    if row is None:
        return _("Preset")
    if row.attachment_id is None:
        return _("Preset with a red header") if row.red_header else _("Preset with a plain header")
    return plain(row.name)
