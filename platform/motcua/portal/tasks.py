from datetime import timedelta

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from motcua.casework.figures.api import recent_by_service
from motcua.catalogue.finding.api import forget_old_searches, note_popularity
from motcua.portal.operations.questions import forget_contacts
from tenants.api import in_tenant, list_active

_LATELY = timedelta(days=90)


@shared_task(  # type: ignore[call-overload]  # option of our own task class
    name="portal.sweep", queue="default", public=True, ignore_result=True
)
def sweep() -> None:
    """Every minute: send a task to each tenant whose pages are to appear or go now."""
    now = timezone.now()
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            due = Revision.objects.filter(approved_go_live_at__lt=now).exists()
            over = Page.objects.filter(live=True, expire_at__lt=now).exists()
            if due or over:
                sweep_tenant.apply_async()


@shared_task(name="portal.sweep_tenant", queue="default", ignore_result=True)
def sweep_tenant() -> None:
    """Wagtail's own way of publishing and taking down at a set time. Safe to run at any time."""
    call_command("publish_scheduled", verbosity=0)


@shared_task(  # type: ignore[call-overload]
    name="portal.tidy", queue="default", public=True, ignore_result=True
)
def tidy() -> None:
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            tidy_tenant.apply_async()


@shared_task(name="portal.tidy_tenant", queue="default", ignore_result=True)
def tidy_tenant() -> None:
    """Every hour: which services are popular, what is to be forgotten."""
    now = timezone.now()
    note_popularity(recent_by_service(since=now - _LATELY))
    forget_old_searches(today=timezone.localdate())
    forget_contacts(now=now)
