"""Phone numbers: read, sealed and masked."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import RuleBroken
from core.members import phones
from tests.databases import used_by_the_app

MOBILE = "13800000001"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with used_by_the_app("sqlite://", tmp_path / "data"):
        yield tmp_path / "data"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13800000001", MOBILE),
        ("１３８００００００１", None),
        ("１３８０００００００１", MOBILE),
        (" 138 0000 0001 ", MOBILE),
        ("138-0000-0001", MOBILE),
        ("+86 13800000001", MOBILE),
        ("0912-1234567", None),
        ("0912-2234567", "0912-2234567"),
        ("（0912）2234567", "0912-2234567"),
        ("09122234567", "0912-2234567"),
        ("010-62345678-801", "010-62345678-801"),
        ("2234567", "2234567"),
        ("", ""),
        ("12800000001", None),
        ("无", None),
        ("138000000012", None),
    ],
)
def test_mobile_and_landline_are_read_and_all_else_is_refused(typed: str, read: str | None) -> None:
    if read is None:
        with pytest.raises(RuleBroken, match="no phone number") as refused:
            phones.read_phone(typed)
        assert refused.value.field == "phone"
    else:
        assert phones.read_phone(typed) == read


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (MOBILE, "138****0001"),
        ("0912-2234567", "0912-***4567"),
        ("010-62345678-801", "010-****5678"),
        ("62345678", "****5678"),
        ("", ""),
    ],
)
def test_a_sealed_number_comes_back_whole_and_is_shown_masked(number: str, shown: str) -> None:
    sealed = phones.seal(number)

    assert (phones.unseal(sealed), phones.masked(sealed)) == (number, shown)


def test_the_sealed_text_names_cipher_and_key_and_hides_the_number() -> None:
    sealed = phones.seal(MOBILE)

    assert sealed.startswith("enc:v1:aes-gcm:")
    assert MOBILE not in sealed
    assert sealed != phones.seal(MOBILE)
    assert len(phones.seal("010-62345678-801000")) <= 400


def test_the_key_is_made_once_and_only_its_owner_may_read_it(folder: Path) -> None:
    phones.seal(MOBILE)
    first = (folder / phones.KEY_FILE).read_bytes()

    phones.seal(MOBILE)

    assert (folder / phones.KEY_FILE).read_bytes() == first
    assert stat.S_IMODE((folder / phones.KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [phones.KEY_FILE]


def test_a_new_key_seals_from_now_on_and_the_old_one_still_reads(folder: Path) -> None:
    old = phones.seal(MOBILE)

    phones.renew_key()

    new = phones.seal(MOBILE)
    assert new.split(":")[3] != old.split(":")[3]
    assert phones.unseal(old) == phones.unseal(new) == MOBILE
    assert stat.S_IMODE((folder / phones.KEY_FILE).stat().st_mode) == 0o600


def test_without_its_key_a_number_is_masked_whole_and_the_refusal_says_what_to_do(
    tmp_path: Path,
) -> None:
    sealed = phones.seal(MOBILE)

    with used_by_the_app("sqlite://", tmp_path / "elsewhere"):
        assert phones.masked(sealed) == phones.UNREADABLE
        with pytest.raises(RuleBroken, match=r"Restore secret\.key"):
            phones.unseal(sealed)


@pytest.mark.parametrize("broken", ["x", "enc:v1:aes-gcm:0:0", "enc:v1:aes-gcm:{id}:AAAA"])
def test_a_number_that_was_tampered_with_is_not_shown(broken: str) -> None:
    sealed = phones.seal(MOBILE)

    assert phones.masked(broken.format(id=sealed.split(":")[3])) == phones.UNREADABLE
    assert phones.masked(sealed[:-8] + "AAAAAAA=") == phones.UNREADABLE
