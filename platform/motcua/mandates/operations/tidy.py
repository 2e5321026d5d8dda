from datetime import datetime, timedelta
from typing import Final

from motcua.mandates.models import HelperConsent, Mandate, State
from tenants.api import in_public

_UNUSED: Final = timedelta(days=1)
_HELPED: Final = timedelta(days=730)
_UNANSWERED: Final = timedelta(days=60)


def tidy(*, now: datetime) -> int:
    """Nothing is kept longer than somebody may ask about it; returns how many rows went. What the
    agencies' own histories say of a helper stays with the dossiers."""
    with in_public():
        rows = (
            HelperConsent.objects.filter(used_at=None, code_until__lt=now - _UNUSED),
            HelperConsent.objects.filter(used_at__lt=now - _HELPED),
            Mandate.objects.filter(state=State.INVITED, created_at__lt=now - _UNANSWERED),
        )
        return sum(each.delete()[0] for each in rows)
