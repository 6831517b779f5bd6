"""Which passwords are good enough, and how they are kept."""

import pytest

from core.accounts import passwords
from core.errors import RuleBroken


@pytest.mark.parametrize(
    "password",
    [
        "Kx7-mountain",
        "river7Stone",
        "春天的第一场雨落在村口的老槐树上沙沙地响啊响",
        "correct horse battery staple",
        "Ab3!x" * 25,
        "Wj9#Wj9#Kq",
    ],
)
def test_a_good_password_is_taken(password: str) -> None:
    passwords.check(password, "zhangsan")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Kx7-mount", "characters"),
        ("Kx7-" * 33, "characters"),
        ("mountainriver", "Mix at least"),
        ("mountain77", "Mix at least"),
        ("Zhangsan-2026", "user name"),
        ("Password123!", "easy to guess"),
        ("P@ssw0rd2026", "easy to guess"),
        ("Admin@123456", "easy to guess"),
        ("Zhengxie@2026", "easy to guess"),
        ("Abc@1234567", "easy to guess"),
        ("Qwerty!12345", "easy to guess"),
        ("aA1aA1aA1aA1", "easy to guess"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason) as refused:
        passwords.check(password, "zhangsan")

    assert refused.value.field == "password"


def test_a_long_password_counts_to_its_last_character() -> None:
    kept = passwords.hashed("y" * 100 + "1")

    assert passwords.matches("y" * 100 + "1", kept)
    assert not passwords.matches("y" * 100 + "2", kept)


def test_full_width_typing_is_the_same_password() -> None:
    assert passwords.prepared("Ｋｘ７－mountain") == passwords.prepared("Kx7-mountain")


def test_a_first_password_satisfies_the_rules() -> None:
    for _ in range(50):
        passwords.check(passwords.first(), "zhangsan")


def test_nobody_has_a_hash_as_costly_as_any() -> None:
    assert passwords.NOBODY.startswith(f"$2b${passwords.COST}$")
