"""Nothing leaves a training copy but for the platform it is on."""

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.kernel.errors import Forbidden
from tenants.queries.directory import is_sealed_off


class SealedOff(Forbidden):
    code = "sealed_off"


def refuse_outside(host: str) -> None:
    """For ``kernel.http.guards``. Raises ``SealedOff``."""
    home = settings.MOTCUA_PLATFORM_HOST
    if host != home and not host.endswith(f".{home}") and is_sealed_off():
        raise SealedOff(_("Bản tập huấn không gửi gì ra ngoài."))
