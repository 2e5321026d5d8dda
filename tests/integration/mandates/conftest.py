"""Citizens with accounts, in their own browsers: on the platform's site and at agencies."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from motcua.identity.api import Account, citizen_claims, remember_applicant, upsert_applicant
from tenants.api import in_public, in_tenant
from tests.factories.casework import make_office
from tests.factories.identity import make_citizen
from tests.integration.backoffice.inbox.conftest import Desk


class Person:
    """``home``: their browser at the platform; ``at(tenant)``: at an agency."""

    def __init__(self, name: str, email: str, number: str = "", **more: Any) -> None:
        self.email = email
        known = make_citizen(email=email, full_name=name, personal_number=number, **more)
        self.name, self.subject = name, known.account_id
        self.home = Client(headers={"host": settings.MOTCUA_PLATFORM_HOST})
        with in_public():
            account = Account.objects.get(pk=self.subject)
            self.home.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[1])

    def at(self, tenant: Any) -> Client:
        client = Client(SERVER_NAME=f"{tenant.slug}.{settings.MOTCUA_PLATFORM_HOST}")
        with in_tenant(tenant.schema_name):
            session = client.session
            remember_applicant(session, self.applicant())
            session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    def claim(self, tenant: Any, consent_id: Any) -> Client:
        """Their browser at an agency, with a forged claim to help by ``consent_id``."""
        client = self.at(tenant)
        with in_tenant(tenant.schema_name):
            session = client.session
            me = session["motcua_applicant"]
            session["motcua_assisted"] = ["", "/giup-nop/", str(consent_id), "x", me]
            session.save()
        return client

    def applicant(self) -> Any:
        """Inside a tenant."""
        return upsert_applicant(citizen_claims(self.subject) or {})


@pytest.fixture
def mother(db: None) -> Person:
    return Person(
        "Trần Thị Mẫu", "me@example.vn", "001190000123", birth_date="1990-05-17", sex="female"
    )


@pytest.fixture
def volunteer(db: None) -> Person:
    return Person("Lê Văn Giúp", "giup@example.vn", "079203001234")


@pytest.fixture
def stranger(db: None) -> Person:
    return Person("Phạm Người Lạ", "la@example.vn", "038301005678")


@pytest.fixture
def desk(province: Any, tenant_client: Any) -> Desk:
    """Its service takes dossiers that are filed for others."""
    desk = Desk(province, tenant_client)
    with desk.inside():
        desk.office = make_office(code="H36.02", execution={"allows_proxy": True})
        desk.office.now = timezone.now()
    return desk
