"""Looking a dossier up without an account: its code and, because a code is no secret, a second
factor (domain reference 4.6)."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from motcua.casework.domain.due_words import due_in_words
from motcua.casework.domain.states import NationalState
from motcua.casework.errors import TrackingRefused
from motcua.casework.models import Case
from motcua.casework.queries.views import TrackView
from motcua.kernel.limits import check_limit
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow

PER_CLIENT: Final = 20
PER_CODE: Final = 10
WINDOW: Final = timedelta(minutes=15)


def track(code: str, secret: str, *, client: str, now: datetime) -> TrackView:
    """Dossier code or temporary number, with the secret from the receipt or form 01.

    ``client``: the caller's network address. Raises ``LimitReached`` (429) beyond 20 attempts of
    a client or 10 on one code in 15 minutes, else ``TrackingRefused``, after the same time and in
    the same words whichever of the two is wrong.
    """
    typed = code.strip().upper()[:60]
    check_limit(name="track-client", subject=client, allowed=PER_CLIENT, per=WINDOW, now=now)
    check_limit(name="track-code", subject=typed, allowed=PER_CODE, per=WINDOW, now=now)
    case = (Case.objects.filter(code=typed) | Case.objects.filter(reference=typed)).first()
    try:
        # Compared by ``submissions`` in constant time, also for a code that does not exist.
        submissions.find_tracked(case.reference if case else typed, secret)
    except submissions.SubmissionMissing:
        case = None
    if case is None:
        raise TrackingRefused(_("Mã hồ sơ hoặc mã bí mật không đúng."))
    return _view(case, now)


def _view(case: Case, now: datetime) -> TrackView:
    waiting = case.state is NationalState.SUPPLEMENT
    calendar = workflow.tenant_calendar(case.receiving_agency_id)
    return TrackView(
        number=case.code or case.reference,
        service_name=case.service_name,
        state=case.state,
        step_name=case.holder_step_name,
        holder_agency=case.holder_agency_name,
        submitted_at=case.submitted_at,
        received_at=case.received_at,
        due_at=case.due_at,
        finished_at=case.finished_at,
        due=due_in_words(
            calendar=calendar,
            due_at=case.deadline_at,
            now=now,
            paused=case.paused_at is not None or waiting,
        ),
        needs_supplement=waiting,
    )
