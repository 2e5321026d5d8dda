"""Where a dossier stands, in as little as it takes to tell that a screen is old."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.casework.domain.sentences import sentence_of
from motcua.casework.errors import CaseMissing
from motcua.casework.models import Case, Holding
from motcua.casework.queries.access import READABLE, require_case
from motcua.kernel.actors import Actor
from motcua.kernel.models import AuditEntry


@dataclass(frozen=True, slots=True)
class LastAct:
    actor_name: str
    sentence: str
    at_words: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``item_ids``: open work items; ``last``: the newest act."""

    number: str
    item_ids: frozenset[UUID]
    last: LastAct | None


def where_is(case_id: UUID, *, by: Actor) -> Whereabouts:
    """Raises ``CaseMissing``."""
    case = Case.objects.only("id", "code", "reference", *READABLE).filter(pk=case_id).first()
    if case is None:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    require_case(by, case)
    items = Holding.objects.filter(case=case).values_list("item_id", flat=True)
    return Whereabouts(case.code or case.reference, frozenset(items), _last(case))


def _last(case: Case) -> LastAct | None:
    entry = AuditEntry.objects.filter(subject=case.audit_subject).order_by("-sequence").first()
    if entry is None:
        return None
    return LastAct(
        entry.actor_name or _("Hệ thống"),
        sentence_of(entry.action, entry.data),
        date_format(localtime(entry.at), "H:i d/m/Y"),
    )
