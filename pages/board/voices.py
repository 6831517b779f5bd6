"""The board of voices: opinion items, proposals and who answers them."""

import streamlit as st

from core.permissions import Permission
from pages._ui.board import drawing, noting, watching
from pages._ui.board.panels import VOICES
from pages._ui.login import require_actor
from pages._ui.words import _

actor = require_actor(Permission.BOARD_READ)
st.title(_("Board of voices"))
if view := watching.choose(actor):
    against = view.against or view.period.before()
    asked = drawing.key(watching.begin(view), actor, view, against)
    noting.show(actor, view, VOICES)
    drawing.voices(actor, view, asked)
else:
    st.info(_("Your role reaches no committee. Ask the administrator."))
