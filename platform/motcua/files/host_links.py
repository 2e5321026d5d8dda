"""Files are shown on a host of their own, where no cookie and no page of ours lives.

Whatever a citizen uploaded, and whatever a browser makes of it, it runs into nothing there. The
tenant's page asks who may read the file and then sends the browser over with a link that is good
for one file, one way of showing it, and a minute.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.files.domain.kinds import INLINE
from motcua.files.domain.views import StoredFileView
from motcua.files.errors import LinkExpired, LinkInvalid
from motcua.files.queries.read import check_opens
from motcua.files.serving import file_response
from motcua.files.storage import schema_name
from tenants.api import host_url

_SALT: Final = "motcua.files.host"
SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class HostLink:
    schema: str
    file_id: UUID
    inline: bool


def show_file(stored: StoredFileView, *, inline: bool = False) -> HttpResponseBase:
    """What a page answers once ``require_file`` has passed: the way to the file.

    Without ``MOTCUA_FILES_HOST`` the file itself, sandboxed on this host.
    Raises ``FileQuarantined`` here, where the person still is.
    """
    if not settings.MOTCUA_FILES_HOST:
        return file_response(stored, inline=inline)
    check_opens(stored)
    token = make_link(stored, inline=inline, now=timezone.now())
    answer = HttpResponseRedirect(host_url(settings.MOTCUA_FILES_HOST, f"/{token}"))
    answer["Cache-Control"] = "no-store, private"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def let_read_files(page: HttpResponse) -> HttpResponse:
    """A page whose script fetches a file that is shown on the files' host. No other page may."""
    if settings.MOTCUA_FILES_HOST:
        origin = host_url(settings.MOTCUA_FILES_HOST, "")
        setattr(page, "_csp_update", {"connect-src": [origin]})  # noqa: B010 -- read by django-csp
    return page


def make_link(stored: StoredFileView, *, inline: bool, now: datetime) -> str:
    shown = inline and stored.media_type in INLINE
    content = [schema_name(), stored.id.hex, shown, int(now.timestamp()) + SECONDS]
    return signing.dumps(content, salt=_SALT)


def read_host_link(token: str, *, now: datetime) -> HostLink:
    """Raises ``LinkInvalid`` and ``LinkExpired``."""
    try:
        schema, file_id, inline, until = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise LinkInvalid(_("Đường dẫn tải tệp không hợp lệ.")) from error
    if now.timestamp() > until:
        raise LinkExpired(_("Đường dẫn tải tệp đã hết hạn. Hãy mở lại từ trang hồ sơ."))
    return HostLink(schema, UUID(hex=file_id), bool(inline))
