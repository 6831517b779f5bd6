"""Phone numbers: read, sealed for the database, and shown masked.

A sealed number reads `enc:v1:aes-gcm:<key id>:<base64>`. The cipher and the key stand in
it, so that another cipher or key can follow while the old numbers stay readable. The keys
lie in `secret.key` of the data folder, one a line, the newest first.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import RuleBroken
from core.i18n import N_
from core.text import digits
from db.settings import settings

KEY_FILE = "secret.key"
UNREADABLE = "****"
_CIPHER = "enc:v1:aes-gcm"
_MEANT_FOR = b"member.phone"
_NONCE = 12
_MOBILE = re.compile(r"(?:\+?86-?)?(1[3-9]\d)-?(\d{4})-?(\d{4})")
_LANDLINE = re.compile(r"(?:\(?(0\d{2,3})\)?-?)?([2-9]\d{6,7})(?:-(\d{1,6}))?")


def read_phone(text: str, field: str = "phone") -> str:
    """A mobile or landline number in one spelling; "" stays "". Refuses anything else."""
    typed = digits(text, field=field)
    if not typed:
        return ""
    if mobile := _MOBILE.fullmatch(typed):
        return "".join(mobile.groups())
    if landline := _LANDLINE.fullmatch(typed):
        return "-".join(part for part in landline.groups() if part)
    raise RuleBroken(
        N_("This is no phone number. Write 11 digits, or a landline such as 0912-2234567."),
        field=field,
    )


def seal(number: str, meant_for: bytes = _MEANT_FOR) -> str:
    """A number as the database keeps it. "" stays "".

    What was sealed for one use cannot be put in the place of another: `meant_for` names it.
    """
    if not number:
        return ""
    key_id, key = next(iter(_keys(_key_file()).items()))
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, number.encode(), meant_for)
    return f"{_CIPHER}:{key_id}:{base64.b64encode(sealed).decode()}"


def unseal(kept: str, meant_for: bytes = _MEANT_FOR) -> str:
    """The number of a sealed text. Asks for no permission: see `service.show_phone`."""
    if not kept:
        return ""
    named, _, sealed = kept.rpartition(":")
    cipher, _, key_id = named.rpartition(":")
    key = _key(key_id)
    if cipher != _CIPHER or key is None:
        raise _lost()
    try:
        raw = base64.b64decode(sealed)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], meant_for).decode()
    except (InvalidTag, ValueError):
        raise _lost() from None


def masked(kept: str, meant_for: bytes = _MEANT_FOR) -> str:
    """A sealed number as screens show it: 138****0001, 0912-***4567. Never fails."""
    try:
        number = unseal(kept, meant_for)
    except RuleBroken:
        return UNREADABLE
    if re.fullmatch(r"\d{11}", number):
        return f"{number[:3]}****{number[-4:]}"
    area, _, rest = number.partition("-") if number.startswith("0") else ("", "", number)
    local = rest.partition("-")[0]
    return "-".join(part for part in (area, "*" * (len(local) - 4) + local[-4:]) if part)


def derived(purpose: bytes) -> bytes:
    """A key for another purpose, made of the newest one, of which it tells nothing."""
    key = next(iter(_keys(_key_file()).values()))
    return hmac.new(key, b"lianxin:" + purpose, hashlib.sha256).digest()


def renew_key() -> None:
    """Put a new key first. Numbers sealed before stay readable by theirs."""
    path = _key_file()
    lines = [_fresh_line(), *path.read_text().splitlines()] if path.exists() else [_fresh_line()]
    spare = _written(path, lines)
    os.replace(spare, path)
    _keys.cache_clear()


def _key(key_id: str) -> bytes | None:
    """A key by its id. One that another process made since is looked for in the file."""
    if key_id not in _keys(_key_file()):
        _keys.cache_clear()
    return _keys(_key_file()).get(key_id)


def _lost() -> RuleBroken:
    return RuleBroken(
        N_("The key to this phone number is missing. Restore secret.key from the backup.")
    )


def _key_file() -> Path:
    return settings().data_dir / KEY_FILE


@lru_cache
def _keys(path: Path) -> dict[str, bytes]:
    """The keys by id, the newest first; the first one is made when there is none."""
    if not path.exists():
        _make(path)
    keys = [base64.b64decode(line) for line in path.read_text().split()]
    return {hashlib.sha256(key).hexdigest()[:8]: key for key in keys}


def _make(path: Path) -> None:
    """Make the key file unless another process was quicker: a link never overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = _written(path, [_fresh_line()])
    try:
        os.link(spare, path)
    except FileExistsError:
        pass
    finally:
        spare.unlink()


def _written(path: Path, lines: list[str]) -> Path:
    """A file beside the key file, readable by its owner only from its first byte on."""
    spare = path.with_name(f"{KEY_FILE}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(spare, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return spare


def _fresh_line() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
