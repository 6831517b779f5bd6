"""Receipt codes: made once for a citizen, kept as a hash only.

A code is 28 signs of an alphabet without look-alikes, 140 bits. It follows from the key of
the form's rendering and a key of the server, so that a form sent twice tells the same code.
"""

import hashlib
import hmac
import re
import unicodedata

from core.members.phones import derived

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS = 28
_LOOK_ALIKES = str.maketrans("OIL", "011")


def made_for(request: str) -> str:
    """The code of what was sent with one rendering of a form, in groups of four."""
    digest = hmac.new(derived(b"receipt"), request.encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest)
    signs = [ALPHABET[number >> 5 * place & 31] for place in range(SIGNS)]
    return "-".join("".join(signs[at : at + 4]) for at in range(0, SIGNS, 4))


def normal(typed: str) -> str:
    """A code as typed, without what people put between its signs; "" if it can be none."""
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed[:200])).upper()
    code = plain.translate(_LOOK_ALIKES)
    return code if len(code) == SIGNS and set(code) <= set(ALPHABET) else ""


def hashed(code: str) -> str:
    """What the database keeps of a code. One that can be none has a hash that nothing has."""
    return hashlib.sha256(normal(code).encode()).hexdigest()
