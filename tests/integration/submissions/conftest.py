from collections.abc import Iterator
from typing import Any

import pytest

from motcua.kernel import events


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Events this app publishes; nobody above listens: upper apps have their own tests."""
    got: list[Any] = []

    def hear(event: Any, *, at: Any) -> None:
        got.append(event)

    monkeypatch.setattr(events, "publish", hear)
    return got


@pytest.fixture
def real_tenant(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A tenant of its own, really committed to, for tests with threads; dropped afterwards."""
    from uuid import uuid4

    from tenants.api import create_tenant, in_public
    from tenants.models import Domain, Tenant
    from tenants.operations.clone_schema import drop_schema

    with django_db_blocker.unblock():
        view = create_tenant(
            slug=f"thu-{uuid4().hex[:8]}",
            name="Tỉnh Thử",
            short_name="Thử",
            kind="province",
            agency_code="H99",
        )
        try:
            yield view
        finally:
            with in_public():
                drop_schema(view.schema_name)
                Domain.objects.filter(tenant_id=view.id).delete()
                Tenant.objects.filter(pk=view.id).delete()
