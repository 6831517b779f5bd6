"""How colours look to the colour-blind, and how far two of them lie apart.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (2009), for people who lack one kind of cone altogether;
the distance is that of CIE 1976 (L*a*b*, D65).
"""

import math
from collections.abc import Sequence
from itertools import starmap

Three = tuple[float, float, float]
AS_IT_IS = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
WITHOUT_RED = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
WITHOUT_GREEN = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
EYES = {"all cones": AS_IT_IS, "no red cones": WITHOUT_RED, "no green cones": WITHOUT_GREEN}
_TO_XYZ = (
    (0.4124, 0.3576, 0.1805),
    (0.2126, 0.7152, 0.0722),
    (0.0193, 0.1192, 0.9505),
)
_WHITE = (0.95047, 1.0, 1.08883)


def linear(code: str) -> Three:
    """The light of a colour such as #3f7fc6, 0 to 1 each of red, green and blue."""
    parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def brightness(code: str) -> float:
    """The relative luminance of a colour."""
    red, green, blue = linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How much two colours stand out from each other, 1 to 21."""
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def apart(one: str, other: str, eyes: Sequence[Three] = AS_IT_IS) -> float:
    """How far two colours lie apart for some eyes; about 2 is what is seen at all."""
    squares = zip(_lab(one, eyes), _lab(other, eyes), strict=True)
    squared: float = sum((a - b) ** 2 for a, b in squares)
    return math.sqrt(squared)


def _lab(code: str, eyes: Sequence[Three]) -> Three:
    seen = [min(max(light, 0.0), 1.0) for light in _times(eyes, linear(code))]
    xyz = _times(_TO_XYZ, seen)
    x, y, z = starmap(_bent, zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(light: float, white: float) -> float:
    share = light / white
    return share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116


def _times(matrix: Sequence[Three], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
