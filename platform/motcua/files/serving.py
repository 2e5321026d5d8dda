"""The one way a stored file leaves by HTTP; the view asks ``require_file`` first."""

from typing import Final, TypeVar
from urllib.parse import quote

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from motcua.files.domain.kinds import INLINE
from motcua.files.domain.views import StoredFileView
from motcua.files.pictures import redraw
from motcua.files.queries.read import open_file
from motcua.kernel.text import fold

Response = TypeVar("Response", bound=HttpResponseBase)

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-store, private",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


def file_response(stored: StoredFileView, *, inline: bool = False) -> FileResponse | HttpResponse:
    """Stream a clean file. ``inline`` is honoured for pictures only, drawn anew: a browser's PDF
    reader does not work under a sandbox, and everything else is never shown in place.

    Raises ``FileMissing``, ``FileQuarantined``.
    """
    if inline and stored.media_type in INLINE:
        with open_file(stored.id) as stream:
            shown = redraw(stream, stored.media_type)
        if shown is not None:
            picture = HttpResponse(shown, content_type=stored.media_type)
            return _guarded(picture, stored.name, inline=True)
    response = FileResponse(open_file(stored.id), content_type=stored.media_type)
    response["Content-Length"] = str(stored.size)
    return _guarded(response, stored.name, inline=False)


def content_response(
    content: bytes, *, name: str, media_type: str = "application/pdf"
) -> HttpResponse:
    """The same protection for something made on the spot."""
    return _guarded(HttpResponse(content, content_type=media_type), name, inline=False)


def _guarded(response: Response, name: str, *, inline: bool) -> Response:
    for header, value in _HEADERS.items():
        response[header] = value
    response["Content-Disposition"] = disposition(name, inline=inline)
    return response


def disposition(name: str, *, inline: bool = False) -> str:
    """RFC 6266 with both forms of the name: plain ASCII, and RFC 5987 in UTF-8."""
    plain = fold(name).encode("ascii", "replace").decode()
    plain = "".join(char if char.isalnum() or char in " ._-" else "_" for char in plain)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
