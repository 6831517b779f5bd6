"""Pairing codes: twelve signs without look-alikes, 60 bits, shown once and kept as a hash."""

import re
import secrets
import unicodedata

from core.accounts import cookies

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS = 12
_LOOK_ALIKES = str.maketrans("OIL", "011")


def fresh() -> str:
    """A new code, in groups of four."""
    signs = "".join(secrets.choice(ALPHABET) for _sign in range(SIGNS))
    return "-".join(signs[at : at + 4] for at in range(0, SIGNS, 4))


def hashed(typed: str) -> str:
    """What the database keeps of a code, however it was typed; "" of what can be none."""
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed[:100])).upper()
    code = plain.translate(_LOOK_ALIKES)
    return cookies.hashed(code) if len(code) == SIGNS and set(code) <= set(ALPHABET) else ""
