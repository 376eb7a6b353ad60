"""A PDF measured as with a ruler: lines of text in millimetres, and ink where it really lies on the paper."""

import io
from collections import defaultdict
from dataclasses import dataclass

import pdfplumber
from PIL import Image, ImageChops

MM = 72 / 25.4
DPI = 200


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    top: float
    size: float  # points


@dataclass(frozen=True)
class Ink:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


class Page:
    def __init__(self, page):
        self.page = page

    @property
    def lines(self) -> list[Line]:
        """Top to bottom, without the watermark."""
        rows = defaultdict(list)
        for char in self.page.chars:
            if not is_watermark(char):
                rows[round(char["bottom"])].append(char)
        return [line(rows[key]) for key in sorted(rows)]

    @property
    def body(self) -> list[Line]:
        """The lines between the margins in body size."""
        return [each for each in self.lines if each.size == 16 and each.top < 262]

    def line(self, start: str) -> Line:
        return next(each for each in self.lines if each.text.startswith(start))

    def has(self, start: str) -> bool:
        return any(each.text.startswith(start) for each in self.lines)

    def red(self) -> Ink:
        red, green, _ = self._picture().split()
        return self._ink(ImageChops.subtract(red, green))

    def black(self, top: float = 0, bottom: float = 297) -> Ink:
        """The black ink between two heights; grey and red do not count."""
        red, _, _ = self._picture().split()
        dark = red.point(lambda value: 255 if value < 100 else 0)
        return self._ink(dark, top, bottom)

    def red_between(self, top: float, bottom: float) -> Ink:
        red, green, _ = self._picture().split()
        return self._ink(ImageChops.subtract(red, green), top, bottom)

    def _picture(self) -> Image.Image:
        return self.page.to_image(resolution=DPI).original.convert("RGB")

    def _ink(self, mask, top: float = 0, bottom: float = 297) -> Ink:
        dots = DPI / 25.4
        mask = mask.point(lambda value: 255 if value > 90 else 0)
        band = mask.crop((0, round(top * dots), mask.width, round(bottom * dots)))
        left, upper, right, lower = (edge / dots for edge in band.getbbox())
        return Ink(left, upper + top, right, lower + top)


def pages(pdf: bytes) -> list[Page]:
    return [Page(page) for page in pdfplumber.open(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """Everything that was printed, without line breaks."""
    return "".join(line.text for page in pages(pdf) for line in page.lines)


def is_watermark(char) -> bool:
    return char["size"] > 100


def line(chars) -> Line:
    chars = sorted(chars, key=lambda char: char["x0"])
    return Line(
        text="".join(char["text"] for char in chars),
        left=chars[0]["x0"] / MM,
        right=chars[-1]["x1"] / MM,
        top=chars[0]["top"] / MM,
        size=round(chars[0]["size"], 1),
    )
