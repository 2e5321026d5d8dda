"""Citizens sign in on the platform only."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from motcua.identity.places import is_public_schema


class CitizenBackend(AuthenticationBackend):
    """allauth's backend, deaf inside tenants: there the accounts are those of staff."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        if not is_public_schema():
            return None
        return super().authenticate(request, **credentials)
