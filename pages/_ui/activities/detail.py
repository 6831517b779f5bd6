"""One activity: what it was, who attended, its photos, and the form to change it."""

import streamlit as st

from core import clock
from core.activities import owners, photos, queries
from core.activities import service as activities
from core.activities.detail import ActivityDetail
from core.activities.owners import OwnerRow
from core.errors import DomainError
from core.files import queries as files
from core.files.models import FileOwner
from core.files.queries import FileRow
from core.permissions import Actor
from pages._ui import photos as gallery
from pages._ui.activities import entry, figures, naming, recording, roll, steps
from pages._ui.activities.entry import Start
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.opinions import heard_at
from pages._ui.papers import members
from pages._ui.publicity import telling
from pages._ui.words import _, moment, plain, refusal


def show(actor: Actor, activity_id: int) -> None:
    """The record that the address asks for."""
    steps.close()
    try:
        with reading() as session:
            record = queries.detail(session, actor, activity_id)
            attached = files.of(session, FileOwner.ACTIVITY, activity_id)
    except DomainError as error:
        st.error(refusal(error), icon=":material/error:")
        return
    _head(record)
    recording.left_over()
    steps.show(actor, record)
    if record.rights.change:
        members.of_activity(actor, record.id)
    names = [_("Overview"), _("Attendance"), _("Photos and documents")]
    if record.rights.change:
        names.append(_("Change"))
    tabs = st.tabs(names, on_change="rerun", key=f"activities.tabs.{record.id}")
    parts = (_overview, _attendance, _files, _change)
    for tab, part in zip(tabs, parts, strict=False):
        if tab.open:
            with tab:
                part(actor, record, attached)


def _head(record: ActivityDetail) -> None:
    st.header(plain(record.title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        naming.badges(record.stage, record.state)
        st.caption(
            _(
                "Recorded by {name}, {at}",
                name=plain(record.recorded_by) or "—",
                at=moment(record.recorded_at),
            )
        )


def _overview(actor: Actor, record: ActivityDetail, attached: list[FileRow]) -> None:
    figures.show(record)
    st.table(_facts(record), border="horizontal")
    for label, text in ((_("Summary"), record.summary), (_("Outcome"), record.outcome)):
        if text:
            st.subheader(label, anchor=False)
            st.markdown("  \n".join(plain(line) for line in text.split("\n")))
    if record.media:
        st.subheader(_("Press reports"), anchor=False)
        for link in record.media:
            title = plain(link.title)
            st.markdown(f"- [{title}](<{link.address}>)" if link.address else f"- {title}")
    gallery.show([one for one in attached if one.is_photo][:6])
    telling.of_activity(actor, record.id)
    heard_at.show(actor, record.id)


def _facts(record: ActivityDetail) -> dict[str, str]:
    told = {
        _("Time"): _span(record),
        _("Held at"): plain(record.place),
        _("Category"): plain(naming.either(record.category, record.category_en)),
        _("Organised by"): plain(naming.either(record.owner_name, record.owner_name_en)),
        _("Topic"): plain(record.topic),
        _("Village or community visited"): plain(record.community),
    }
    return {label: value for label, value in told.items() if value}


def _span(record: ActivityDetail) -> str:
    began, ended = (
        clock.local(one, record.time_zone) for one in (record.starts_at, record.ends_at)
    )
    same = began.date() == ended.date()
    return (
        f"{began:%Y-%m-%d %H:%M} – {ended:%H:%M}"
        if same
        else (f"{began:%Y-%m-%d %H:%M} – {ended:%Y-%m-%d %H:%M}")
    )


def _attendance(actor: Actor, record: ActivityDetail, _attached: list[FileRow]) -> None:
    roll.show(actor, record)


def _files(actor: Actor, record: ActivityDetail, attached: list[FileRow]) -> None:
    if attached:
        gallery.show(attached)
    else:
        st.info(_("No photos or documents yet."), icon=":material/photo_library:")
    if record.rights.change:
        _attach(actor, record)
        if attached:
            _detach(actor, record, attached)
        _bring_back(actor, record)


def _attach(actor: Actor, record: ActivityDetail) -> None:
    form = f"activities.attach.{record.id}"
    with st.form(fresh(form)):
        sent = st.file_uploader(
            _("Add photos and documents"),
            gallery.TYPES,
            accept_multiple_files=True,
            max_upload_size=20,
        )
        problem(form, "file")
        problem(form)
        upload = st.form_submit_button(_("Upload files"), type="primary", icon=":material/upload:")
    if upload and sent:
        with action(_("Files added."), form) as session:
            for one in sent:
                photos.attach(session, actor, record.id, one.name, one.getvalue())


def _detach(actor: Actor, record: ActivityDetail, attached: list[FileRow]) -> None:
    form = f"activities.detach.{record.id}"
    names = {one.id: one.name for one in attached}
    with (
        st.expander(_("Remove files"), icon=":material/delete:"),
        st.form(fresh(form), border=False),
    ):
        chosen = st.multiselect(_("Files"), list(names), format_func=names.__getitem__)
        problem(form)
        sent = st.form_submit_button(_("Remove"))
    if sent and chosen:
        with action(_("Files moved to the bin."), form) as session:
            for one in chosen:
                photos.detach(session, actor, record.id, one)


def _bring_back(actor: Actor, record: ActivityDetail) -> None:
    with reading() as session:
        binned = files.of(session, FileOwner.ACTIVITY, record.id, binned=True)
    if back := gallery.removed(binned, "activities.file"):
        with action(_("File restored.")) as session:
            photos.bring_back(session, actor, record.id, back.id)


def _change(actor: Actor, record: ActivityDetail, _attached: list[FileRow]) -> None:
    form = f"activities.edit.{record.id}"
    version, record = version_of(form, record.version), start_of(form, record)
    with reading() as session:
        options = owners.options(session, actor)
    owner = entry.ask_owner(_with_own(options, record), f"{fresh(form)}.owner", record.owner)
    with st.form(fresh(form), enter_to_submit=False):
        draft = entry.ask(actor, form, owner, Start(record=record))
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if sent:
        with action(_("Activity saved."), form) as session:
            activities.edit(session, actor, record.id, draft, version)


def _with_own(options: list[OwnerRow], record: ActivityDetail) -> list[OwnerRow]:
    """The owners offered; an old record keeps the one it has, though it is no longer in use."""
    if any(one.owner == record.owner for one in options):
        return options
    own = OwnerRow(
        record.owner.kind,
        record.owner.id,
        record.owner_name,
        "",
        record.committee_id,
        record.committee,
        "",
        record.time_zone,
    )
    return [*options, own]
