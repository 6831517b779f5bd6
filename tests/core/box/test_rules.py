"""What may be put into a box."""

from typing import Any

import pytest

from core.box import receipts, rules
from core.box.drafts import EntryDraft
from core.errors import RuleBroken

WORDS = "示例小区门口的路灯坏了三天。"
# Made up: the digits of an example address and day, with the check sign that belongs to them.
IDENTITY = "11010519491231002X"


def draft(words: str = WORDS, **given: Any) -> EntryDraft:
    return EntryDraft(words, **{"consents": True, "notice_id": 1} | given)


def refused(given: EntryDraft) -> str:
    with pytest.raises(RuleBroken) as refusal:
        rules.cleaned(given)
    return refusal.value.field


def test_nothing_is_kept_without_consent() -> None:
    assert refused(draft(consents=False)) == "consents"


@pytest.mark.parametrize(("words", "kept"), [("九" * 9, False), ("十" * 10, True)])
def test_a_text_has_ten_characters(words: str, kept: bool) -> None:
    if kept:
        assert rules.cleaned(draft(words)).words == words
    else:
        assert refused(draft(words)) == "words"


def test_a_text_has_two_thousand_characters_at_most() -> None:
    assert rules.cleaned(draft("千" * 2000)).words == "千" * 2000
    assert refused(draft("千" * 2001)) == "words"


def test_blanks_do_not_make_a_text() -> None:
    assert refused(draft("　 \n" * 50)) == "words"


@pytest.mark.parametrize("field", ["words", "name", "phone"])
@pytest.mark.parametrize(
    "number",
    [
        IDENTITY,
        IDENTITY.lower(),
        "110105 19491231 002X",
        "110105-1949-1231-002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "我的号码是110105\n19491231\n002X，谢谢",
    ],
)
def test_an_identity_number_is_refused_wherever_it_is_typed(field: str, number: str) -> None:
    typed = {field: number + "，路灯坏了好几天。" if field == "words" else number}

    assert refused(draft(**typed)) == field


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",  # the check sign is another
        "110105194913310028",  # no such month
        "13800000001",
        "6222020200112233445",
        "20260520 13800000001",
    ],
)
def test_other_numbers_are_let_in(number: str) -> None:
    assert number.split()[-1] in rules.cleaned(draft(f"请打这个号码 {number} 联系，谢谢。")).words


def test_a_phone_number_is_one() -> None:
    assert rules.cleaned(draft(phone="138 0000 0001")).phone == "13800000001"
    assert refused(draft(phone="12345")) == "phone"


class TestReceipts:
    def test_a_code_has_140_bits_and_is_the_same_for_one_form(self) -> None:
        one, other = receipts.made_for("a"), receipts.made_for("b")

        assert one == receipts.made_for("a")
        assert one != other
        assert len(one.replace("-", "")) * 5 == 140

    def test_is_read_as_people_write_it(self) -> None:
        code = receipts.made_for("a")
        spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

        assert receipts.hashed(spoken) == receipts.hashed(code)

    @pytest.mark.parametrize("typed", ["", "A", "U" * 28, "1" * 27, "1" * 29, "%' OR 1=1 --"])
    def test_what_can_be_no_code_is_none(self, typed: str) -> None:
        assert receipts.normal(typed) == ""
