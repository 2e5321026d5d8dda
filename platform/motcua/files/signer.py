"""Who holds the keys. A provider opens one for a batch of signatures; one class per kind of holder.

What is opened is a pyHanko ``Signer``; it is not named here, because importing pyHanko takes most
of a second and few requests sign.
"""

from collections.abc import Mapping
from typing import Any, Final

from motcua.kernel.registry import Registry


class SignerProvider:
    """``secret`` is what the identity keeps encrypted; its shape is the provider's own matter."""

    key: str

    def open(self, secret: Mapping[str, Any], *, pin: str, certificate: str) -> Any:
        """A ``Signer`` for the certificate (PEM). Raises ``PinWrong``, ``SigningRefused``."""
        raise NotImplementedError


signer_providers: Final[Registry[SignerProvider]] = Registry("signer provider", SignerProvider)
