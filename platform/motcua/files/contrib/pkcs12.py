"""Keys kept here: PKCS#12, encrypted with the tenant's key and, if its owner chose one, a PIN."""

import base64
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.files.errors import PinWrong
from motcua.files.signer import SignerProvider


class Pkcs12Provider(SignerProvider):
    key = "signer.pkcs12"

    def open(self, secret: Mapping[str, Any], *, pin: str, certificate: str) -> Any:
        from motcua.files.signing.keys import read_pkcs12

        passphrase = pin if secret.get("passphrase") is None else secret["passphrase"]
        opened = read_pkcs12(base64.b64decode(secret["pkcs12"]), passphrase=passphrase)
        if opened is None:
            raise PinWrong(_("Mã PIN ký số không đúng."), field="pin")
        return opened.signer
