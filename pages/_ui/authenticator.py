"""streamlit-authenticator over our accounts: its widget, controllers, hasher and captcha.

Replaced are its cookie (ours is set by a route and tells nothing), its dictionary of users
(ours are in the database), and its captcha's number (from `secrets`, good for one attempt).
"""

import base64
import logging
import secrets
from typing import Any

import streamlit as st

# The package warns, while it is imported, that no screen is running yet.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(
    lambda record: "missing ScriptRunContext" not in record.getMessage()
)

# Imported after the filter that they need.
from streamlit_authenticator import Authenticate  # noqa: E402
from streamlit_authenticator.controllers import (  # noqa: E402
    AuthenticationController,
    CookieController,
)
from streamlit_authenticator.models import AuthenticationModel  # noqa: E402
from streamlit_authenticator.models.cookie_model import CookieModel  # noqa: E402
from streamlit_authenticator.utilities import (  # noqa: E402
    Encryptor,
    Hasher,
    Helpers,
    LoginError,
)
from streamlit_authenticator.views import authentication_view  # noqa: E402

from core.accounts import passwords, sign_in  # noqa: E402
from db.session import transaction  # noqa: E402
from pages._ui import login  # noqa: E402

__all__ = ["Desk", "LoginError"]

_KEY = secrets.token_urlsafe(32)  # seals the captcha within this process, nothing else
_CAPTCHA = "login_captcha"
_DIGITS = 5


class Captcha(Helpers):  # type: ignore[misc]  # the package is untyped
    """The package's picture, sent with the screen: a stranger may fetch nothing."""

    @classmethod
    def generate_captcha(cls, captcha_name: str, secret_key: str) -> str:
        """The picture as a data address. Its number is drawn here, not by `random`."""
        if captcha_name not in st.session_state:
            number = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
            st.session_state[captcha_name] = Encryptor(secret_key).encrypt(number)
        picture = super().generate_captcha(captcha_name, secret_key).getvalue()
        return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


authentication_view.Helpers = Captcha  # the widget takes it from its own module


class Accounts(AuthenticationModel):  # type: ignore[misc]  # the package is untyped
    """The package's model, asking the database."""

    account_id = 0

    def check_credentials(self, username: str, password: str) -> bool:
        """Whether a password is right. Takes as long for whatever reason it is not."""
        with transaction() as session:
            attempt = sign_in.begin(session, username)
        right = Hasher.check_pw(passwords.prepared(password), attempt.password_hash)
        with transaction() as session:
            came_in = sign_in.finish(session, attempt, right=right)
        if came_in:
            self.account_id = attempt.account_id
            self.credentials["usernames"][username] = {"name": attempt.username}
        return came_in


class Controller(AuthenticationController):  # type: ignore[misc]  # the package is untyped
    """The package's controller; a captcha is spent by the first answer, right or wrong."""

    def __init__(self) -> None:
        super().__init__({"usernames": {}}, auto_hash=False, secret_key=_KEY)
        self.authentication_model = Accounts({"usernames": {}}, False, secret_key=_KEY)

    def login(self, username: str | None = None, *args: Any, **kwargs: Any) -> bool | None:  # noqa: ANN401  handed on as they are
        """Sign in. A captcha that is asked for counts before anything else."""
        if kwargs.pop("captcha", False):
            self._spend_captcha(str(kwargs.pop("entered_captcha", "") or ""))
        password = args[0] if args else kwargs.get("password")
        if not username or not password:
            raise LoginError("Nothing typed")
        return bool(self.authentication_model.login(username, password))

    def _spend_captcha(self, entered: str) -> None:
        sealed = st.session_state.pop(_CAPTCHA, None)
        if not sealed or self.encryptor.decrypt(sealed) != entered.strip():
            raise LoginError("Wrong captcha")


class Cookie(CookieModel):  # type: ignore[misc]  # the package is untyped
    """The package's cookie, which it asks for and sets; ours says only which session it is."""

    def __init__(self, accounts: Accounts) -> None:
        # Not the package's own: that puts an iframe on the page.
        self._accounts = accounts

    def get_cookie(self) -> None:
        """Nobody: the frame has asked for the browser's session before."""

    def set_cookie(self) -> None:
        """Open a session for the account that has just signed in."""
        login.enter(self._accounts.account_id)

    def delete_cookie(self) -> None:
        """End the session and take the cookie away."""
        login.leave()


class Desk(Authenticate):  # type: ignore[misc]  # the package is untyped
    """The package's widgets over our accounts."""

    def __init__(self) -> None:
        # Not the package's own: that builds the iframe's cookie, and sleeps before each form.
        self.api_key, self.path, self.secret_key = None, None, _KEY
        self.attrs = {"login_sleep_time": 0}
        self.authentication_controller = Controller()
        self.cookie_controller = CookieController.__new__(CookieController)
        self.cookie_controller.cookie_model = Cookie(
            self.authentication_controller.authentication_model
        )
        self.encryptor = Encryptor(_KEY)
