"""Celery that never forgets whose task it runs.

A task message carries the schema it was sent from. A message without one is refused, unless the
task is declared for the platform (``public = True``); one for a tenant that is gone or not
active ends without effect. tenant-schemas-celery was tried first: it sets the schema in a
signal, whose failure Celery swallows and then runs the task in the public schema (ADR 0005).
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import structlog
from celery.contrib.django.task import DjangoTask
from django_tenants.utils import get_public_schema_name

from motcua.kernel.schemas import current_schema
from tenants.context import in_public, in_tenant
from tenants.models import SERVED
from tenants.queries.directory import TenantMissing, tenant_of_schema

log = structlog.get_logger(__name__)
HEADER = "motcua_schema"


class TaskWithoutTenant(RuntimeError):
    """A task message named no schema."""


# What else goes around a task: names of task and tenant to a context (traces).
around: list[Callable[[str, str], AbstractContextManager[None]]] = []


@contextmanager
def _told(task: str, tenant: str) -> Iterator[None]:
    """Every log line of a task names it and its tenant."""
    with ExitStack() as stack:
        stack.enter_context(structlog.contextvars.bound_contextvars(task=task, tenant=tenant))
        for enter in around:
            stack.enter_context(enter(task, tenant))
        yield


class TenantTask(DjangoTask[..., Any]):
    abstract = True
    public = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.public:
            with in_public(), _told(self.name, ""):
                return super().__call__(*args, **kwargs)
        schema = (self.request.headers or {}).get(HEADER) or getattr(self.request, HEADER, None)
        if not schema or schema == get_public_schema_name():
            raise TaskWithoutTenant(self.name)
        try:
            tenant = tenant_of_schema(schema)
        except TenantMissing:
            log.warning("task_for_missing_tenant", task=self.name)
            return None
        if tenant.status not in SERVED:
            log.info("task_for_inactive_tenant", task=self.name, tenant=tenant.slug)
            return None
        with in_tenant(schema), _told(self.name, tenant.slug):
            return super().__call__(*args, **kwargs)

    def apply_async(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, **options: Any
    ) -> Any:
        if not self.public:
            headers = dict(options.get("headers") or {})
            headers.setdefault(HEADER, current_schema())
            if headers[HEADER] == get_public_schema_name():
                raise TaskWithoutTenant(self.name)
            options["headers"] = headers
        return super().apply_async(args, kwargs, **options)
