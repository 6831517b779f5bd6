"""What holds for each registered screen, whoever wrote it."""

import ast
import re
from pathlib import Path

import pytest

from core.accounts.models import Account
from core.permissions import GRANTED, Actor, Role
from db.settings import ROOT
from pages._ui.screens import DEFAULT, SCREENS, Screen
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

LONGEST = 120
FORM = {"zh_CN": "用户名", "en": "User name"}
REFUSAL = {"zh_CN": "没有权限", "en": "does not allow"}
each_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.file)
each_language = pytest.mark.parametrize("lang", ["zh_CN", "en"])


def source(screen: Screen) -> Path:
    return ROOT / "pages" / f"{screen.file}.py"


def roles(screen: Screen, *, that_may: bool) -> list[Role]:
    """The roles that may open a screen, or those that may not."""
    free = screen.permission is None
    return [one for one in Role if (free or screen.permission in GRANTED[one]) is that_may]


class TestSource:
    @each_screen
    def test_is_a_file_of_few_lines(self, screen: Screen) -> None:
        assert len(source(screen).read_text(encoding="utf-8").splitlines()) <= LONGEST

    @each_screen
    def test_begins_with_the_guard_of_the_registry(self, screen: Screen) -> None:
        """What runs first, after imports and definitions, is `actor = require_actor(…)`."""
        tree = ast.parse(source(screen).read_text(encoding="utf-8"))
        definitions = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
        does = [step for step in tree.body if not isinstance(step, definitions)]
        first = next(ast.unparse(step) for step in does if not _is_constant(step))
        for constant in (step for step in does if isinstance(step, ast.Assign)):
            if _is_constant(constant):
                named, value = ast.unparse(constant.targets[0]), ast.unparse(constant.value)
                first = first.replace(f"({named})", f"({value})")

        wanted = f"Permission.{screen.permission.name}" if screen.permission else ""
        assert first == f"actor = require_actor({wanted})"

    @each_screen
    def test_speaks_through_the_catalogues(self, screen: Screen) -> None:
        """No text with Chinese characters stands in a screen itself."""
        assert not re.search(r"[一-鿿]", source(screen).read_text(encoding="utf-8"))

    def test_none_lies_where_streamlit_serves_it_past_the_entry(self) -> None:
        assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]

    def test_each_has_its_own_address(self) -> None:
        assert len({screen.path for screen in SCREENS}) == len(SCREENS)

    def test_each_file_in_a_section_is_registered(self) -> None:
        sections = {screen.file.partition("/")[0] for screen in SCREENS}
        files = {
            f"{section}/{path.stem}"
            for section in sections
            for path in (ROOT / "pages" / section).glob("*.py")
            if path.stem != "__init__"
        }

        assert files == {screen.file for screen in SCREENS}


def _is_constant(step: ast.stmt) -> bool:
    """A docstring, or names in capitals that are given values."""
    if isinstance(step, ast.Expr):
        return isinstance(step.value, ast.Constant)
    targets = [step.target] if isinstance(step, ast.AnnAssign) else getattr(step, "targets", [])
    names = [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
    return bool(names) and all(named.isupper() for named in names)


def of(role: Role, *, that_may: bool) -> list[Screen]:
    """The screens that a role may open, or those that it may not."""
    return [screen for screen in SCREENS if (role in roles(screen, that_may=True)) is that_may]


def is_english(at: Browser) -> bool:
    """Whether the title of a screen is English."""
    return bool(re.fullmatch(r"[\x00-\x7f’“”…·—]*", at.title[0].value))


def shows_something(at: Browser) -> bool:
    """Whether more is seen than a sentence, or an error."""
    return bool(at.exception or at.title or at.dataframe)


class TestOpening:
    @pytest.mark.parametrize("role", list(Role))
    @each_language
    def test_opens_for_who_may(
        self, role: Role, lang: str, open_screen: OpenScreen, make: Make
    ) -> None:
        actor = make.actor(role)
        opened = {one.file: open_screen(actor, one.file, lang) for one in of(role, that_may=True)}

        assert {file for file, at in opened.items() if at.exception or not at.title} == set()
        assert {file for file, at in opened.items() if REFUSAL[lang] in at.words} == set()
        assert {file for file, at in opened.items() if is_english(at) != (lang == "en")} == set()

    @pytest.mark.parametrize("role", list(Role))
    @each_language
    def test_says_no_to_who_may_not(
        self, role: Role, lang: str, open_screen: OpenScreen, make: Make
    ) -> None:
        actor = make.actor(role)
        opened = {one.file: open_screen(actor, one.file, lang) for one in of(role, that_may=False)}

        told = {file: [error.value for error in at.error] for file, at in opened.items()}
        assert {file for file, says in told.items() if REFUSAL[lang] not in "".join(says)} == set()
        assert {file for file, at in opened.items() if shows_something(at)} == set()

    @each_language
    def test_shows_a_stranger_the_form(self, lang: str, open_screen: OpenScreen) -> None:
        opened = {one.file: open_screen(None, one.file, lang) for one in SCREENS}

        boxes = {file: [box.label for box in at.text_input] for file, at in opened.items()}
        assert {file for file, labels in boxes.items() if FORM[lang] not in labels} == set()
        assert {file for file, at in opened.items() if at.exception or at.dataframe} == set()

    def test_shows_nothing_of_a_screen_before_a_first_password_is_changed(
        self, open_screen: OpenScreen, make: Make
    ) -> None:
        actor = make.actor(Role.ADMINISTRATOR)
        account = make.session.get(Account, actor.account_id)
        assert account is not None
        account.must_change_password = True

        opened = {one.file: open_screen(actor, one.file) for one in SCREENS}

        assert {at.title[0].value for at in opened.values()} == {"修改密码"}
        assert {file for file, at in opened.items() if at.dataframe} == set()


class TestMenu:
    @pytest.mark.parametrize("role", list(Role))
    def test_offers_what_one_may_open(
        self, role: Role, open_screen: OpenScreen, make: Make
    ) -> None:
        at = open_screen(make.actor(role), DEFAULT.file)

        wanted = {screen.path for screen in SCREENS if role in roles(screen, that_may=True)}
        assert at.menu == wanted - {DEFAULT.path} | {""}

    def test_offers_a_stranger_nothing(self, open_screen: OpenScreen) -> None:
        assert open_screen(None, DEFAULT.file).menu == set()


@pytest.mark.parametrize("role", list(Role))
def test_the_foot_names_the_person_and_the_role(
    role: Role, open_screen: OpenScreen, make: Make
) -> None:
    actor: Actor = make.actor(role)

    at = open_screen(actor, DEFAULT.file, "en")

    assert actor.name in at.words
    assert role.label in at.words
