"""Pictures for the looks, drawn anew: nothing of the uploaded file but its colours is kept."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from motcua.kernel.errors import Invalid

MAX_BYTES: Final = 3_000_000
MAX_PIXELS: Final = 25_000_000
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_SIZES: Final = {"emblem": (256, 256), "icon": (64, 64), "header": (1600, 700)}
_NARROWEST_HEADER: Final = 800


class PictureRefused(Invalid):
    code = "picture_refused"


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def draw_anew(file: "UploadedFile[bytes]", *, kind: str) -> DrawnPicture:
    """``kind``: ``emblem``, ``icon`` (PNG) or ``header`` (JPEG). Raises ``PictureRefused``."""
    field = f"{kind}_picture"
    if not file.size or file.size > MAX_BYTES:
        raise PictureRefused(_("Ảnh nhiều nhất 3 MB."), field=field)
    content = file.read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(content), formats=_FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise PictureRefused(_("Ảnh quá lớn."), field=field)
            picture = ImageOps.exif_transpose(picture)
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise PictureRefused(
            _("Không đọc được ảnh. Hãy dùng tệp PNG, JPEG hoặc WebP không bị hỏng."), field=field
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(_("Ảnh quá lớn."), field=field) from error
    if kind == "header" and picture.width < _NARROWEST_HEADER:
        raise PictureRefused(_("Ảnh đầu trang phải rộng ít nhất 800 điểm ảnh."), field=field)
    return _written(picture, kind)


def _written(picture: Image.Image, kind: str) -> DrawnPicture:
    picture = picture.convert("RGB" if kind == "header" else "RGBA")
    picture.thumbnail(_SIZES[kind])
    if kind == "icon":
        picture = ImageOps.pad(picture, _SIZES[kind], color=(0, 0, 0, 0))
    out = io.BytesIO()
    if kind == "header":
        picture.save(out, "JPEG", quality=80, optimize=True, progressive=True)
    else:
        picture.save(out, "PNG", optimize=True)
    media_type = "image/jpeg" if kind == "header" else "image/png"
    return DrawnPicture(out.getvalue(), media_type, picture.width, picture.height)
