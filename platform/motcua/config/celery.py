"""Celery application. Redis by default, RabbitMQ quorum queues in production (ADR 0006)."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings.production")

app = Celery("motcua", task_cls="tenants.celery:TenantTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def _check(**_kwargs: Any) -> None:
    """A worker that could read more than it should does not start.

    Celery logs what a receiver of its signals raises and goes on; only an exit gets through.
    """
    from tenants.operations.check_pooling import refuse_shared_sessions
    from tenants.operations.check_roles import refuse_wide_role

    try:
        refuse_shared_sessions()
        refuse_wide_role()
    except ImproperlyConfigured as problem:
        raise SystemExit(f"The worker does not start. {problem}") from problem
