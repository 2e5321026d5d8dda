"""Citizens sign in on the platform only."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection


class CitizenBackend(AuthenticationBackend):
    """allauth's backend, deaf inside tenants: there the accounts are those of staff."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        if connection.schema_name != "public":
            return None
        return super().authenticate(request, **credentials)
