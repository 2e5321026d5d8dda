"""The portal on a phone and without a network: what may be kept on the device, and the switch.

Only a page that says so (``KEEP``) may be kept, and only in its nameless form: the worker never
keeps an answer marked ``no-store``, which every answer to somebody signed in is.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from motcua.fleet.api import Flag

KEEP: Final = "Motcua-Keep"
OFFLINE: Final = Flag(
    "portal.offline",
    _("Đọc trang công khai khi không có mạng"),
    _("Tắt thì máy của người dân xóa các trang đã giữ ở lần mở cổng sau; thông báo đẩy vẫn chạy."),
)

View = Callable[..., HttpResponse]


def readable_offline(view: View) -> View:
    """For pages that everybody may read and that help where there is no network."""

    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        mark_readable(request, answer)
        return answer

    return marked


def mark_readable(request: HttpRequest, answer: HttpResponseBase) -> None:
    """A page of search results is somebody's own and soon old: it is not kept."""
    if request.method == "GET" and answer.status_code == 200 and not request.GET:
        answer.headers[KEEP] = "read"
