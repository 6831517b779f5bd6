"""The only entry: run by Streamlit it is the frame of the screens, imported it is the server."""

import streamlit as st

if __name__ == "__main__":
    from pages._ui.frame import run

    run()
else:
    from pages import _web as web

    app = st.App(
        __file__,
        lifespan=web.lifespan,
        routes=web.ROUTES,
        middleware=web.MIDDLEWARE,
        on_script_error=web.tell_of_error,
    )
