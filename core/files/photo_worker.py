"""Run by itself (`python -I`): a photo on standard input comes out as a plain JPEG.

Decoding foreign bytes stays out of the server: whatever they do to the decoder ends here.
Imports nothing of the product.
"""

import io
import resource
import sys
import warnings

from PIL import Image, ImageOps

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2560
TOO_LARGE = 3
BROKEN = 4
_MEMORY = 1024**3
_SECONDS = 20


def main() -> int:
    """Read, draw anew, write. The exit code tells what was wrong."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    data = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(redrawn(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return TOO_LARGE
    except Exception:  # decoders of foreign bytes raise anything; the caller says one sentence
        return BROKEN
    return 0


def redrawn(data: bytes) -> bytes:
    """The picture alone: upright, not larger than a screen, without place, camera or comment."""
    formats = ("JPEG", "PNG", "WEBP")
    with Image.open(io.BytesIO(data), formats=formats) as seen:
        seen.verify()
    with Image.open(io.BytesIO(data), formats=formats) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        out = io.BytesIO()
        _on_white(upright).save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency: what is see-through becomes paper."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
