"""Officers signed in to the staff site of a tenant, and an office with dossiers."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from motcua.identity.models import Account
from tenants.api import in_tenant
from tests.factories import casework as make

_MINUTES = timedelta(minutes=10)


class Desk:
    """An office of one tenant whose people work through the staff site. Time is the real one:
    screens ask the clock themselves."""

    def __init__(self, tenant, client_of):
        self.tenant, self._client_of = tenant, client_of
        with self.inside():
            self.office = make.usual_office(code=f"{tenant.agency_code}.01")
            self.office.now = _about_now()

    def inside(self):
        return in_tenant(self.tenant.schema_name)

    def client(self, actor):
        client = self._client_of(self.tenant.slug)
        with self.inside():
            client.force_login(
                Account.objects.get(pk=actor.id), backend=settings.AUTHENTICATION_BACKENDS[0]
            )
        return client

    def someone(self, *roles, agency=None):
        with self.inside():
            return make.actor(*roles, agency=agency or self.office.agency, now=timezone.now())

    def filed(self):
        with self.inside():
            return self.office.file()

    def received(self):
        with self.inside():
            return self.office.received()

    def fresh(self, case):
        with self.inside():
            return type(case).objects.get(pk=case.pk)

    @property
    def now(self) -> datetime:
        return self.office.now


_clock: list[datetime] = []


def _about_now() -> datetime:
    """The same for the desks of some minutes of one day, so that what happens at them is the same
    too (``tests.factories.replay``)."""
    now = timezone.now()
    if not _clock or now - _clock[0] > _MINUTES or not _is_same_day(now, _clock[0]):
        _clock[:] = [now]
    return _clock[0]


def _is_same_day(one: datetime, other: datetime) -> bool:
    return timezone.localtime(one).date() == timezone.localtime(other).date()


@pytest.fixture
def desk(province, tenant_client):
    return Desk(province, tenant_client)


@pytest.fixture
def neighbour(ministry, tenant_client):
    return Desk(ministry, tenant_client)
