"""Passwords: how they are kept, and which are good enough."""

import base64
import hashlib
import re
import secrets
import unicodedata
from datetime import timedelta

import bcrypt

from core.errors import RuleBroken
from core.i18n import N_

SHORTEST, LONGEST = 10, 128
LONG = 20  # from here on length makes up for kinds of characters
FIRST_LASTS = timedelta(hours=72)
COST = 12
# Compared where there is no account, so that it takes as long. Nobody knows its password.
NOBODY = "$2b$12$HI3IERpMbJ0y9AEALQqKEOQqk5mXnnVFtGxNCmpd/Mrjx2mEgg2Ge"
# Without characters that look alike.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"
_KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
_LOOKS_LIKE = str.maketrans("@$013457", "asoleast")
# The words that people take, alone or with digits and signs around them.
_WORDS = """
abc abcd abcde admin administrator asdf asdfgh asdfghjkl baobei beijing changeme china default
dragon football guest hello huawei iloveyou letmein lianxin lianxinqiao login manager master monkey
nihao office password passwd princess qaz qazwsx qazwsxedc qwe qweasd qweasdzxc qwer qwert qwerty
qwertyuiop root secret shijian superman sunshine system temp test user welcome wang woaini
woaizhongguo xiaoming zaq zhang zhengfu zhengxie zhonghua zhongguo zxc zxcv zxcvbn zxcvbnm
a aa aaa q w z
"""
_COMMON = frozenset(_WORDS.split())


def prepared(password: str) -> str:
    """A password as bcrypt takes it: of any length, none of it cut off, in one spelling."""
    spelled = unicodedata.normalize("NFKC", password).encode()
    return base64.b64encode(hashlib.sha256(spelled).digest()).decode()


def hashed(password: str) -> str:
    """What is kept of a password."""
    return bcrypt.hashpw(prepared(password).encode(), bcrypt.gensalt(COST)).decode()


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept."""
    return bcrypt.checkpw(prepared(password).encode(), kept.encode())


def first() -> str:
    """A one-time password, easy to read aloud and to type: three groups of letters, and digits."""
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)]
    digits = "".join(secrets.choice(_DIGITS) for _ in range(4))
    return "-".join([groups[0].capitalize(), *groups[1:], digits])


def check(password: str, username: str) -> None:
    """A password is long, mixed, not the user name, and not one that everybody guesses."""
    if not SHORTEST <= len(password) <= LONGEST:
        _refuse(N_("A password has {least} to {most} characters."), least=SHORTEST, most=LONGEST)
    if len(password) < LONG and _kinds(password) < 3:
        _refuse(
            N_(
                "Mix at least three of: small letters, capital letters, digits, other signs."
                " Or take a sentence of at least {n} characters."
            ),
            n=LONG,
        )
    if username and username in password.lower():
        _refuse(N_("A password must not contain the user name."))
    if len(set(password.lower())) < 5 or _stem(password) in _COMMON:
        _refuse(N_("This password is too easy to guess. Take another one."))


def _kinds(password: str) -> int:
    return sum(bool(re.search(kind, password)) for kind in _KINDS)


def _stem(password: str) -> str:
    """The word in a password, without the digits and signs that people put around it."""
    word = password.lower().strip("0123456789!@#$%^&*()_+-=.,?~ ")
    return re.sub(r"[^a-z]", "", word.translate(_LOOKS_LIKE))


def _refuse(message: str, **parts: object) -> None:
    raise RuleBroken(message, field="password", **parts)
