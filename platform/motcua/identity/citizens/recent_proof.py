"""Whether it is surely still the holder who sits there, before what cannot be undone."""

import time
from typing import Final

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from django.http import HttpRequest

_BY_PROOF: Final = ("socialaccount", "code")
"""What an account without password and second factor can be asked for."""


def can_ask_again(request: HttpRequest) -> bool:
    """The account has a password or a second factor, for which there is a page."""
    return bool(get_reauthentication_flows(request.user))


def has_recent_proof(request: HttpRequest) -> bool:
    """Within the last minutes: the password or second factor once more; or, where the account has
    neither, a fresh sign-in by the state's provider or by a code."""
    if can_ask_again(request):
        return bool(did_recently_reauthenticate(request))
    records = get_authentication_records(request, request.user)
    proofs = [each["at"] for each in records if each["method"] in _BY_PROOF]
    return bool(proofs) and time.time() - max(proofs) < app_settings.REAUTHENTICATION_TIMEOUT
