"""No screen stands directly in pages/: Streamlit would serve it past Home.py."""

from db.settings import ROOT
from pages._ui.screens import SCREENS


def test_no_screen_stands_directly_in_pages() -> None:
    assert [file.name for file in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_each_screen_of_the_registry_has_its_file() -> None:
    missing = [one.file for one in SCREENS if not (ROOT / "pages" / f"{one.file}.py").is_file()]

    assert missing == []


def test_each_screen_asks_for_the_actor_before_anything_else() -> None:
    for screen in SCREENS:
        source = (ROOT / "pages" / f"{screen.file}.py").read_text(encoding="utf-8")
        assert "require_actor(" in source, screen.file
