"""What happens in tenants is counted here, once, whatever is delivered twice."""

from datetime import datetime

from django.utils.translation import gettext as _

from billing.api import METER_NAMES, Meter, Standing, count_usage, due_notice
from motcua.fleet.operations.mail import send_letter
from motcua.fleet.operations.pulse import note_dossier
from motcua.identity.api import list_staff
from motcua.kernel.events import subscribe_later
from motcua.submissions.events import SubmissionReceived
from tenants.api import current_tenant, tenant_url


def connect() -> None:
    subscribe_later(SubmissionReceived, "fleet.count_dossier", count_dossier)


def count_dossier(event: SubmissionReceived, at: datetime) -> None:
    """A dossier is counted after it was accepted: no limit can refuse it."""
    tenant_id = current_tenant().id
    standing = count_usage(
        tenant_id=tenant_id,
        meter=Meter.DOSSIERS,
        key=str(event.submission_id),
        now=at,
    )
    if standing is not None:
        note_dossier(tenant_id=tenant_id, now=at)
        warn_early(standing, now=at)


def warn_early(standing: Standing, *, now: datetime) -> bool:
    """Tell the technicians at 80 and at 100 per cent, once each; whether it was told now."""
    tenant = current_tenant()
    percent = due_notice(tenant_id=tenant.id, standing=standing, now=now)
    if percent is None:
        return False
    name = METER_NAMES[standing.meter]
    for person in list_staff(role="tech_admin"):
        if person.email:
            send_letter(
                to=person.email,
                title=_("%(tenant)s đã dùng %(percent)d%% mức “%(name)s”")
                % {"tenant": tenant.short_name, "percent": percent, "name": name},
                body=_(
                    "Đã dùng %(used)d trên %(limit)d.\n\nHồ sơ của người dân vẫn được nhận đầy đủ. "
                    "Xem mức dùng và đổi gói tại %(url)s"
                )
                % {
                    "used": standing.used,
                    "limit": standing.limit or 0,
                    "url": tenant_url("/quan-tri/goi-dich-vu/"),
                },
            )
    return True
