import base64
from typing import Final

from allauth.mfa.adapter import DefaultMFAAdapter

from motcua.kernel import crypto

_PURPOSE: Final = "identity.mfa"


class MFAAdapter(DefaultMFAAdapter):
    """Second factors' secrets are encrypted at rest."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(crypto.encrypt(text.encode(), purpose=_PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(base64.b64decode(encrypted_text), purpose=_PURPOSE).decode()
