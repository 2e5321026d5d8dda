import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone

log = structlog.get_logger(__name__)


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="identity.send_logouts", queue="default", public=True, ignore_result=True
)
def send_sign_outs() -> int:
    from motcua.identity.citizens.operations.sign_outs import send_logouts

    return send_logouts(now=timezone.now())


def wake_sender() -> None:
    """At once where the broker is there; beat looks twice a minute anyway."""
    if not settings.MOTCUA_WAKE_RELAY:
        return
    try:
        send_sign_outs.apply_async(retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 -- the broker may be away; the sweep will find it
        log.warning("logout_wake_failed", error=type(error).__name__)


@shared_task(  # type: ignore[call-overload]  # `public` is an option of TenantTask
    name="identity.close_accounts", queue="default", public=True, ignore_result=True
)
def close_accounts() -> int:
    """Every few minutes: accounts whose days of grace are over, and letters not yet sent."""
    from motcua.identity.citizens.operations.close_accounts import close_due
    from motcua.identity.citizens.operations.tell_closures import tell_waiting

    now = timezone.now()
    done = close_due(now=now)
    tell_waiting(now=now)
    return done
