"""Whatever is typed into the address: a screen stands, or says in a sentence what is missing."""

import pytest

from core.permissions import Role
from pages._ui.screens import SCREENS, Screen
from tests.factories import Make
from tests.pages.conftest import OpenScreen

HUGE = "9" * 30
HOSTILE = (
    {"id": HUGE, "c": HUGE, "page": HUGE, "y": HUGE, "t": HUGE},
    {"id": "99999999999", "kind": "member", "month": "209913", "p": "0000"},
    {"id": "2147483648", "kind": "studio", "edit": "term.2147483648"},
    {"id": "-1", "c": "0", "page": "0", "y": "-1", "t": "x", "month": "000000"},
    {"id": "²", "page": "٣", "month": "٢٠٢٦٠١", "y": "２０２６", "q": "%_\\'\"<b>\x00\u202e"},
    {"from": "0001-01-01", "to": "0001-01-01", "p": "days", "view": "month"},
    {"from": "9999-12-31", "to": "0001-01-01", "p": "days", "view": "castle"},
    {"state": "castle", "by": "group", "owner": HUGE, "category": "a/b/c", "order": "' OR 1=1"},
)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.file)
def test_no_address_breaks_a_screen(open_screen: OpenScreen, make: Make, screen: Screen) -> None:
    role = Role.AUDITOR if screen.file == "office/trail" else Role.ADMINISTRATOR
    actor = make.actor(role)

    broken = [asked for asked in HOSTILE if open_screen(actor, screen.file, **asked).exception]

    assert broken == []
