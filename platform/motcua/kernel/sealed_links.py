"""Short-lived sealed words for addresses: what they say cannot be altered, nor used elsewhere."""

from typing import Any

from django.core import signing
from django.db import connection
from django.utils.translation import gettext as _

from motcua.kernel.errors import Gone, NotFound


class SealBroken(NotFound):
    """Not made by this installation, or for another tenant or purpose."""

    code = "seal_broken"


class SealExpired(Gone):
    code = "seal_expired"


def seal(data: dict[str, Any], *, purpose: str) -> str:
    """JSON data, readable but not alterable, good for ``purpose`` in the current schema only."""
    return signing.dumps(data, salt=_salt(purpose), compress=True)


def unseal(token: str, *, purpose: str, seconds: int) -> dict[str, Any]:
    """Raises ``SealBroken`` and, when older than ``seconds``, ``SealExpired``."""
    try:
        data: dict[str, Any] = signing.loads(token, salt=_salt(purpose), max_age=seconds)
    except signing.SignatureExpired:
        raise SealExpired(_("Liên kết này đã hết hạn.")) from None
    except signing.BadSignature:
        raise SealBroken(_("Liên kết này không dùng được.")) from None
    return data


def _salt(purpose: str) -> str:
    schema = getattr(connection, "schema_name", "")
    return f"motcua.{purpose}.{schema}"
