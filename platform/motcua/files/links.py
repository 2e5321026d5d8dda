"""Short-lived addresses of one file, bound to tenant, purpose and person."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from motcua.files.errors import LinkExpired, LinkInvalid
from motcua.files.storage import schema_name
from motcua.kernel.actors import Actor

_SALT: Final = "motcua.files.link"
MAX_SECONDS: Final = 3600


def signed_link(
    *, file_id: UUID, by: Actor, now: datetime, purpose: str = "download", seconds: int = 300
) -> str:
    """A token for the address of a file; at most an hour."""
    until = int(now.timestamp()) + min(seconds, MAX_SECONDS)
    content = [schema_name(), file_id.hex, purpose, by.reference, until]
    return signing.dumps(content, salt=_SALT)


def read_link(token: str, *, by: Actor, now: datetime, purpose: str = "download") -> UUID:
    """The file the token names. Raises ``LinkInvalid`` or ``LinkExpired``.

    The caller still asks ``require_file``: rights may have been withdrawn since.
    """
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise LinkInvalid(_("Đường dẫn tải tệp không hợp lệ.")) from error
    schema, file_id, signed_for, reference, until = content
    if (schema, signed_for, reference) != (schema_name(), purpose, by.reference):
        raise LinkInvalid(_("Đường dẫn tải tệp không hợp lệ."))
    if now.timestamp() > until:
        raise LinkExpired(_("Đường dẫn tải tệp đã hết hạn. Hãy mở lại từ trang hồ sơ."))
    return UUID(hex=file_id)
