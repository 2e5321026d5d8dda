"""What a picture tells besides itself goes; the picture, and how to turn it, stay."""

import io
import random

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from motcua.files.domain.metadata import without_metadata

SECRET = b"10.762622,106.660172"


def photo(*, progressive: bool = False, orientation: int | None = 6) -> bytes:
    picture = Image.effect_noise((64, 48), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Camera " + SECRET.decode()
    if orientation:
        exif[0x0112] = orientation
    stream = io.BytesIO()
    picture.save(
        stream, "JPEG", exif=exif, comment=SECRET, progressive=progressive, icc_profile=b"icc"
    )
    return stream.getvalue()


def drawing() -> bytes:
    notes = PngInfo()
    notes.add_text("GPS", SECRET.decode())
    stream = io.BytesIO()
    Image.effect_noise((40, 30), 50).save(stream, "PNG", pnginfo=notes)
    return stream.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_keeps_its_pixels_and_its_turn_alone(progressive: bool) -> None:
    before = photo(progressive=progressive)
    after = without_metadata(before, "image/jpeg")
    assert SECRET in before
    assert SECRET not in after
    assert pixels(after) == pixels(before)
    exif = Image.open(io.BytesIO(after)).getexif()
    assert dict(exif) == {0x0112: 6}


def test_a_photo_that_stands_upright_has_no_exif_left() -> None:
    after = without_metadata(photo(orientation=None), "image/jpeg")
    assert b"Exif" not in after


def test_a_png_keeps_its_pixels() -> None:
    before = drawing()
    after = without_metadata(before, "image/png")
    assert SECRET in before
    assert SECRET not in after
    assert pixels(after) == pixels(before)


@pytest.mark.parametrize(("content", "kind"), [(photo(), "image/jpeg"), (drawing(), "image/png")])
def test_a_second_file_behind_the_picture_is_cut_off(content: bytes, kind: str) -> None:
    after = without_metadata(content + b"PK\x03\x04 <script>", kind)
    assert b"<script>" not in after


@pytest.mark.parametrize(("content", "kind"), [(photo(), "image/jpeg"), (drawing(), "image/png")])
def test_broken_pictures_never_raise(content: bytes, kind: str) -> None:
    rolled = random.Random(7)
    for _ in range(400):
        at = rolled.randrange(len(content))
        broken = bytearray(content[: rolled.randrange(1, len(content))])
        if at < len(broken):
            broken[at] = rolled.randrange(256)
        without_metadata(bytes(broken), kind)


def test_other_kinds_stay_as_they_are() -> None:
    assert without_metadata(b"%PDF-1.7", "application/pdf") == b"%PDF-1.7"
