"""The form of an activity: for a new one, and to change one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pandas as pd
import streamlit as st

from core import clock
from core.activities.catalogue import queries as catalogue
from core.activities.detail import ActivityDetail
from core.activities.drafts import ActivityDraft, Media, Owner
from core.activities.models import Stage
from core.activities.owners import OwnerRow
from core.permissions import Actor
from pages._ui import days
from pages._ui.activities import figures, naming, places
from pages._ui.edge import problem, reading
from pages._ui.words import _, word

MORNING = time(9, 0)
NOON = time(11, 0)


@dataclass(frozen=True, slots=True)
class Start:
    """What a form shows at first: a record, or what the entry before it left."""

    category_id: int | None = None
    day: date | None = None
    record: ActivityDetail | None = None


def ask_owner(options: Sequence[OwnerRow], key: str, chosen: Owner | None = None) -> OwnerRow:
    """Who organises. Outside the form: the catalogue and the places follow from it."""
    by_key = {f"{one.kind.value}/{one.id}": one for one in options}
    if len(by_key) == 1:
        return options[0]
    labels = naming.owner_labels(options)
    start = f"{chosen.kind.value}/{chosen.id}" if chosen else ""
    picked = st.selectbox(
        _("Organised by"),
        list(by_key),
        index=list(by_key).index(start) if start in by_key else 0,
        format_func=labels.__getitem__,
        key=key,
    )
    return by_key[picked]


def ask(actor: Actor, form: str, owner: OwnerRow, start: Start) -> ActivityDraft:
    """The inputs, inside a form, as they stand when it is sent."""
    was = start.record
    left, right = st.columns([3, 2])
    with left:
        title = st.text_input(
            _("Activity title"),
            was.title if was else "",
            required=True,
            placeholder=_("Spring reading event"),
        )
        problem(form, "title")
    with right:
        category = _category(actor, owner, start)
        problem(form, "category_id")
    stage, starts, ends = _times(form, start)
    place, topic = _place(form, was)
    community, plenary = places.ask(form, owner, was)
    summary, outcome = _texts(form, was)
    told = figures.ask(form, was)
    media = _media(form, was)
    return ActivityDraft(
        owner=owner.owner,
        category_id=category or 0,
        title=title,
        starts=starts,
        ends=ends,
        place=place,
        topic=topic,
        summary=summary,
        outcome=outcome,
        figures=told,
        media=media,
        stage=stage,
        community_id=community,
        term_session_id=plenary,
    )


def _category(actor: Actor, owner: OwnerRow, start: Start) -> int | None:
    with reading() as session:
        tree = catalogue.tree(session, actor, owner.committee_id)
    labels = naming.category_labels(tree)
    was = start.record
    if was and was.category_id not in labels:
        labels[was.category_id] = naming.either(was.category, was.category_en)
    first = was.category_id if was else start.category_id
    ids = list(labels)
    if not ids:
        st.caption(_("There are no categories yet. The office sets them up in the catalogue."))
    chosen: int | None = st.selectbox(
        _("Category"),
        ids,
        index=ids.index(first) if first in labels else None,
        format_func=labels.__getitem__,
        required=True,
        placeholder=_("Choose a category"),
    )
    return chosen


def _times(form: str, start: Start) -> tuple[Stage, datetime, datetime]:
    began, ended = _wall(start)
    stage, day, start_time, end_time, last = st.columns([1.4, 1.2, 1, 1, 1.2])
    with stage:
        held: Stage = st.segmented_control(
            _("Stage"),
            list(reversed(Stage)),
            format_func=word,
            default=start.record.stage if start.record else Stage.DONE,
            required=True,
        )
        problem(form, "stage")
    with day:
        first = days.ask(_("Date"), began.date(), form, "starts", required=True) or began.date()
    at = start_time.time_input(_("Starts at"), began.time(), step=timedelta(minutes=15))
    with end_time:
        until = st.time_input(_("Ends at"), ended.time(), step=timedelta(minutes=15))
        problem(form, "ends")
    several = ended.date() if ended.date() != began.date() else None
    with last:
        final = days.ask(_("Last day, if there are several"), several, form, "last_day")
    return held, datetime.combine(first, at), datetime.combine(final or first, until)


def _wall(start: Start) -> tuple[datetime, datetime]:
    """What the clock on the wall showed; nine to eleven where nothing is known."""
    if was := start.record:
        began, ended = (clock.local(one, was.time_zone) for one in (was.starts_at, was.ends_at))
        return began.replace(tzinfo=None), ended.replace(tzinfo=None)
    day = start.day or clock.today()
    return datetime.combine(day, MORNING), datetime.combine(day, NOON)


def _place(form: str, was: ActivityDetail | None) -> tuple[str, str]:
    left, right = st.columns(2)
    with left:
        place = st.text_input(
            _("Held at"),
            was.place if was else "",
            help=_("Needed when the record is handed in."),
        )
        problem(form, "place")
    with right:
        topic = st.text_input(_("Topic"), was.topic if was else "")
        problem(form, "topic")
    return place, topic


def _texts(form: str, was: ActivityDetail | None) -> tuple[str, str]:
    left, right = st.columns(2)
    with left:
        summary = st.text_area(_("Summary"), was.summary if was else "", height=120)
        problem(form, "summary")
    with right:
        outcome = st.text_area(_("Outcome"), was.outcome if was else "", height=120)
        problem(form, "outcome")
    return summary, outcome


def _media(form: str, was: ActivityDetail | None) -> tuple[Media, ...]:
    with st.expander(_("Press reports"), icon=":material/newspaper:"):
        kept = [(link.title, link.address) for link in was.media] if was else []
        edited = st.data_editor(
            pd.DataFrame(kept, columns=["title", "address"], dtype="object"),
            num_rows="dynamic",
            hide_index=True,
            column_config={
                "title": st.column_config.TextColumn(_("Title"), max_chars=120, width="medium"),
                "address": st.column_config.TextColumn(
                    _("Address"), max_chars=400, width="large", help="https://…"
                ),
            },
        )
    problem(form, "media")
    rows = edited.fillna("").to_dict("records")
    return tuple(Media(str(row["title"]), str(row["address"])) for row in rows)
