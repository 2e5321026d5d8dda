"""What is shown of a picture: its dots, and nothing else that came with the file."""

from io import BytesIO

import pytest
from PIL import Image

from motcua.files.pictures import MAX_SIDE, redraw

HIDDEN = b"<script>alert(1)</script>"
ORIENTATION, MAKER = 0x0112, 0x010F


def picture(kind, size=(60, 40), **more):
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **more)
    return out.getvalue()


def exif():
    facts = Image.Exif()
    facts[MAKER] = HIDDEN.decode()
    facts[ORIENTATION] = 6
    return facts


@pytest.mark.parametrize(("kind", "media"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_metadata_and_what_follows_the_end_are_gone(kind, media):
    sent = picture(kind, exif=exif()) + HIDDEN
    assert sent.count(HIDDEN) == 2
    shown = redraw(BytesIO(sent), media)
    assert HIDDEN not in shown
    drawn = Image.open(BytesIO(shown))
    assert drawn.format == kind
    assert not drawn.getexif()
    assert drawn.size == (40, 60), "a picture taken sideways stands upright"
    assert max(abs(a - b) for a, b in zip(drawn.getpixel((5, 5)), (200, 30, 30), strict=False)) < 4


def test_large_pictures_become_as_large_as_a_screen():
    shown = redraw(BytesIO(picture("JPEG", (5_000, 2_500))), "image/jpeg")
    assert Image.open(BytesIO(shown)).size == (MAX_SIDE, MAX_SIDE // 2)


def test_transparent_stays_transparent():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert (
        Image.open(BytesIO(redraw(BytesIO(out.getvalue()), "image/png"))).getpixel((1, 1))[3] == 0
    )


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"", "image/png"),
        (b"\xff\xd8\xff\xe0 no picture", "image/jpeg"),
        (picture("JPEG")[:200], "image/jpeg"),
        (picture("PNG"), "image/jpeg"),
        (picture("PNG", (7_000, 7_000)), "image/png"),
    ],
    ids=["empty", "noise", "cut off", "another kind", "too many dots"],
)
def test_what_cannot_be_drawn_is_not_shown(content, media):
    assert redraw(BytesIO(content), media) is None
