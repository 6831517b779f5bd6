"""What may be attached."""

import io
import zlib

import pytest
from PIL import Image

from core.errors import RuleBroken
from core.files import intake
from tests.core.files import samples


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_drawn_anew_as_jpeg(kind: str) -> None:
    accepted = intake.accept(samples.photo(kind))

    assert accepted.media_type == "image/jpeg"
    assert (opened(accepted.data).format, opened(accepted.data).size) == ("JPEG", (60, 40))


def test_place_and_camera_are_gone_and_the_photo_stands_upright() -> None:
    accepted = intake.accept(samples.photo_with_place())

    kept = opened(accepted.data)
    assert not kept.getexif()
    assert b"Secret Camera" not in accepted.data
    assert kept.size == (40, 60)


def test_what_is_hidden_behind_the_photo_is_gone() -> None:
    accepted = intake.accept(samples.photo() + b"<script>alert(1)</script>")

    assert b"<script>" not in accepted.data


def test_a_large_photo_is_made_as_large_as_a_screen() -> None:
    accepted = intake.accept(samples.photo("PNG", (5200, 2600)))

    assert opened(accepted.data).size == (2560, 1280)


def test_what_is_see_through_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(out, "PNG")

    accepted = intake.accept(out.getvalue())

    assert opened(accepted.data).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("side", [6_500, 20_000])
def test_a_bomb_of_pixels_is_refused(side: int) -> None:
    header = b"".join(
        [
            len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
            for kind, body in (
                (b"IHDR", side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"),
                (b"IDAT", zlib.compress(b"\x00" * 1000)),
                (b"IEND", b""),
            )
        ]
    )

    with pytest.raises(RuleBroken, match="40 million pixels"):
        intake.accept(b"\x89PNG\r\n\x1a\n" + header)


@pytest.mark.parametrize(
    "data", [samples.photo()[:100], b"\xff\xd8\xff<?php", b"RIFF\x00\x00\x00\x00WEBP"]
)
def test_a_damaged_photo_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(RuleBroken, match="damaged"):
        intake.accept(data)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (samples.PDF, ".pdf"),
        (samples.package(*samples.WORD_PARTS), ".docx"),
        (samples.package(*samples.EXCEL_PARTS), ".xlsx"),
    ],
)
def test_a_document_is_kept_as_it_is(data: bytes, suffix: str) -> None:
    accepted = intake.accept(data)

    assert accepted.data == data
    assert intake.SUFFIXES[accepted.media_type] == suffix


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"GIF89a/*<script>*/",
        b"MZ\x90\x00",
        b" %PDF-1.7",
        samples.package("anything.txt"),
        samples.package(*samples.WORD_PARTS, "word/vbaProject.bin"),
        samples.package(*samples.WORD_PARTS, *[f"p{n}" for n in range(2_000)]),
        b"PK\x03\x04 no package",
    ],
)
def test_all_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(RuleBroken, match="only photos") as refused:
        intake.accept(data, "页.jpg")

    assert refused.value.field == "file"
    assert str(refused.value).startswith("页.jpg: ")


def test_an_empty_and_a_huge_file_are_refused() -> None:
    with pytest.raises(RuleBroken, match="empty"):
        intake.accept(b"")
    with pytest.raises(RuleBroken, match="20 MB"):
        intake.accept(b"%PDF-" + bytes(intake.MOST_BYTES))
