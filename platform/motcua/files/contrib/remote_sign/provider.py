from collections.abc import Callable, Mapping
from typing import Any

import requests

from motcua.files.signer import SignerProvider
from motcua.kernel import http

Session = Callable[[], requests.Session]


class RemoteProvider(SignerProvider):
    """``secret``: ``url``, ``token`` and ``credential`` at the service."""

    key = "signer.remote"

    def __init__(self, session: Session = http.session) -> None:
        self._session = session

    def open(self, secret: Mapping[str, Any], *, pin: str, certificate: str) -> Any:
        from motcua.files.contrib.remote_sign.asking import RemoteSigner

        return RemoteSigner(secret, pin=pin, certificate=certificate, session=self._session)
