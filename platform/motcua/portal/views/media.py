"""Pictures and files that editors put on pages: of this tenant only, and never run by a browser."""

import re
from pathlib import PurePosixPath
from typing import Final

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document
from wagtail.documents.views.serve import serve

from motcua.portal.models import ThemePicture

PICTURES: Final = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
    ".gif": "image/gif", ".avif": "image/avif",
}  # fmt: skip
SHOWN: Final = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav",
    "pdf": "application/pdf",
}  # fmt: skip
_FOLDERS: Final = frozenset({"images", "original_images"})
_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
_YEAR: Final = 365 * 24 * 3600


@require_safe
@cache_control(public=True, max_age=_YEAR)
def picture(_request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of the library in some size. Only pictures, only from its two folders."""
    where = PurePosixPath(path)
    media_type = PICTURES.get(where.suffix.lower())
    parts = where.parts
    if media_type is None or len(parts) != 2 or parts[0] not in _FOLDERS or "\x00" in path:
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, ValueError):
        raise Http404 from None
    return _harmless(FileResponse(file, content_type=media_type))


@require_safe
@cache_control(public=True, max_age=_YEAR, immutable=True)
def theme_picture(_request: HttpRequest, sha256: str) -> HttpResponse:
    row = get_object_or_404(ThemePicture, pk=sha256)
    answer = HttpResponse(bytes(row.content), content_type=row.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_safe
def document(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """A recording or a PDF is shown, anything else is only ever saved. Parts of a recording may
    be asked for, or players could not jump."""
    row = get_object_or_404(Document, pk=document_id)
    if name != row.filename:
        raise Http404
    if row.collection.get_view_restrictions().exists():
        # Kept from the public: Wagtail asks for the password or the sign-in, and nothing is shared.
        answer: HttpResponseBase = never_cache(serve)(request, document_id, name)
        return answer
    return _open(request, row)


@cache_control(public=True, max_age=3600)
def _open(request: HttpRequest, row: Document) -> HttpResponseBase:
    media_type = SHOWN.get(row.file_extension.lower(), "application/octet-stream")
    try:
        file = row.file.open("rb")
    except OSError:
        raise Http404 from None
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted and media_type.startswith("audio/"):
        file.close()
        return _part(row, wanted, media_type)
    answer = FileResponse(
        file,
        as_attachment=media_type == "application/octet-stream",
        filename=row.filename,
        content_type=media_type,
    )
    answer["Accept-Ranges"] = "bytes" if media_type.startswith("audio/") else "none"
    return _harmless(answer)


def _part(row: Document, wanted: re.Match[str], media_type: str) -> HttpResponseBase:
    size = int(row.file.size)
    start, end = int(wanted[1]), min(int(wanted[2] or size - 1), size - 1)
    if start > end:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    with row.file.open("rb") as file:
        file.seek(start)
        content = file.read(min(end - start + 1, 4_000_000))
    answer = HttpResponse(content, status=206, content_type=media_type)
    answer["Content-Range"] = f"bytes {start}-{start + len(content) - 1}/{size}"
    return _harmless(answer)


def _harmless(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
