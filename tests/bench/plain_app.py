"""The yardstick: the live board as a plain Streamlit page, asked and drawn anew at each run."""

import streamlit as st
from sqlmodel import Session, col, select

from core.accounts.models import RoleGrant
from core.permissions import Actor, Grant, Role
from core.reports import why
from core.reports.periods import Period
from core.reports.queries import groups, kpis, liaison, studios
from db.session import engine
from pages._ui.board import tiles
from pages._ui.board.panels import WORK
from pages._ui.charts import bars
from pages._ui.charts.panel import Panel, View
from pages._ui.charts.say import Say
from tests.bench import YEAR


def card(session: Session, actor: Actor, panel: Panel, view: View) -> None:
    """One panel: title, sentence, chart, and figures with their downloads."""
    rows = panel.ask(session, actor, view.committee_id, view.period)
    if not rows:
        st.caption(view.say(panel.empty))
        return
    st.markdown(f"**{view.say(panel.title)}**")
    st.text(panel.tell(rows, view))
    if panel.draw:
        spec = panel.draw(rows, view)
        if colours := bars.keys(spec):
            st.html(
                " ".join(f'<span style="color:{c}">{name}</span>' for name, c in colours.items())
            )
        st.vega_lite_chart(spec, key=panel.key)
    with st.popover(view.say("Figures"), key=f"{panel.key}.figures"):
        st.dataframe(panel.table(rows, view), hide_index=True)
        st.markdown(f"[Excel](/export/{panel.key}) · [CSV](/export/{panel.key})")


bars.forget()  # nothing is kept from the run before
st.set_page_config(layout="wide")
with Session(engine()) as session:
    granted = session.exec(select(RoleGrant).where(col(RoleGrant.account_id) == 1)).one()
    grant = Grant(Role.CHAIR_OFFICE, granted.committee_id, granted.committee_id)
    actor = Actor(1, "", "zh_CN", (grant,))
    view = View(granted.committee_id, Period.year(YEAR), Say("zh_CN"))
    asked = (session, actor, view.committee_id, view.period)
    against = view.period.before()
    found = kpis.kpis(*asked, against)
    stands = (
        groups.counts(*asked)[0],
        studios.station_coverage(*asked)[0],
        liaison.figures(*asked)[0],
    )
    st.markdown(tiles.headline(found, view, against, why.why(*asked, against, found)))
    tiles.draw(tiles.flowing(found, view))
    tiles.draw(tiles.standing(found, stands, view))
    for title, panels in WORK:
        st.subheader(view.say(title))
        for panel in panels:
            card(session, actor, panel, view)
