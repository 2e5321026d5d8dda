"""A tenant whose fees are paid: its dossier, its people's browsers, and the bank's own book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client
from django.utils import timezone

from motcua.identity import api as identity
from motcua.identity.models import Account
from motcua.kernel.actors import SYSTEM
from motcua.payments import api as payments
from motcua.payments.contrib.simulator import moods
from motcua.payments.contrib.simulator.merchants import demo_accounts
from motcua.payments.models import StatementLine
from tenants.api import TenantView, create_tenant, in_tenant
from tests.factories import payments as make
from tests.factories.casework import make_office
from tests.factories.identity import make_staff
from tests.saas import server
from tests.saas.payments.providers import Provider
from tests.saas.payments.wire import Answer, Browser, link_out

FINANCE = "/quan-tri/tai-chinh"
FEE = 16_000


class Desk:
    def __init__(self, slug: str) -> None:
        self.tenant: TenantView = create_tenant(
            slug=slug, name=f"Tỉnh {slug}", short_name=slug, kind="province", agency_code="H98"
        )
        self.slug = slug
        self.site = server.site(slug)
        self.bank: dict[UUID, int] = defaultdict(int)
        self.cash: dict[UUID, int] = defaultdict(int)
        self._number = 1
        with self.inside():
            now = timezone.now()
            for key, account in demo_accounts().items():
                payments.configure_gateway(
                    key=key, options=account.options, secrets=account.secrets, by=SYSTEM, now=now
                )
            make.configure_transfer(now)
            self.office = make_office()
            self.office.now = now
            self.case = self.office.file()
            self.citizen = Browser(self.site, _session_of(self.office.applicant))
            self.officer = Browser(self.site, _staff_session(self.tenant, "cashier"))

    def inside(self) -> Any:
        return in_tenant(self.tenant.schema_name)

    def provider(self, vendor: str) -> Provider:
        return Provider(vendor, self.slug)

    def order(self, amount: int = FEE, *, subject: str = "") -> Order:
        self._number += 1
        with self.inside():
            made = payments.open_order(
                subject=subject or f"case:{self.case.pk}:{self._number}",
                lines=[make.line(amount)],
                payer="Trần Thị Mẫu",
                by=SYSTEM,
                now=timezone.now(),
            )
        return Order(self, made.id, made.reference, amount)

    def ask_providers(self, later: timedelta = timedelta(minutes=6)) -> None:
        """What the task does every minute, as of ``later``."""
        with self.inside():
            payments.query_due(now=timezone.now() + later, most=10_000)

    def upload(self, gateway: str, content: bytes) -> Answer:
        """The finance officer imports a file."""
        file = {"file": ("sao-ke.csv", content, "text/csv")}
        return self.officer.post(f"{FINANCE}/doi-soat/", files=file, gateway=gateway)

    def bank_file(self, *lines: tuple[int, str, str], order: Order | None = None) -> Answer:
        """The bank's own file: ``(amount, number, words)`` each. What came for ``order`` is noted
        in the bank's book, which the product never sees."""
        day = f"{timezone.localtime():%d/%m/%Y}"
        if order is not None:
            self.bank[order.id] += sum(amount for amount, _number, _words in lines)
        rows = [(day, amount, number, words) for amount, number, words in lines]
        return self.upload("gateway.vietqr", make.bank_csv(*rows))

    def settlement(self, vendor: str, *lines: tuple[str, int, str]) -> Answer:
        """A gateway's file: ``(reference, amount, number)`` each."""
        day = f"{timezone.localtime():%d/%m/%Y}"
        rows = [(day, reference, amount, number) for reference, amount, number in lines]
        return self.upload(f"gateway.{vendor}", make.settlement_csv(*rows))

    def open_causes(self, order: Order | None = None) -> list[str]:
        """Why lines wait for somebody: those of ``order``, or those nobody's order is known for."""
        wanted = {"attempt__order_id": order.id} if order else {"attempt": None}
        with self.inside():
            lines = StatementLine.objects.filter(state="open", **wanted)
            return list(lines.values_list("cause", flat=True))


@dataclass(frozen=True, slots=True)
class Tab:
    """A payer on the way to a provider."""

    order: Order
    provider: Provider
    url: str
    reference: str

    def press(self, action: str) -> str:
        """A button on the provider's page; where the browser is sent then."""
        answer = Browser(server.platform()).post(self.url, action=action)
        if answer.status != 302:
            raise AssertionError(f"{action}: {answer.status} {answer.text[:300]}")
        return answer.location

    def come_back(self, action: str = "pay") -> Answer:
        return self.order.desk.citizen.get(self.press(action))


@dataclass(frozen=True, slots=True)
class Order:
    desk: Desk
    id: UUID
    reference: str
    amount: int

    @property
    def page(self) -> str:
        return f"/thanh-toan/{self.id}/"

    def choose(self, vendor: str, key: str = "") -> Answer:
        """Open the page and press a provider's button."""
        shown = self.desk.citizen.get(self.page)
        key = key or shown.field("idempotency_key")
        return self.desk.citizen.post(self.page, gateway=f"gateway.{vendor}", idempotency_key=key)

    def begin(self, vendor: str) -> Tab:
        url = link_out(self.choose(vendor))
        provider = self.desk.provider(vendor)
        return Tab(self, provider, url, provider.reference_in(url))

    def pay(self, vendor: str, action: str = "pay") -> Tab:
        tab = self.begin(vendor)
        tab.press(action)
        return tab

    def view(self) -> payments.OrderView:
        with self.desk.inside():
            return payments.get_order(self.id)

    def attempts(self) -> list[payments.AttemptView]:
        with self.desk.inside():
            return payments.list_attempts(self.id)

    def refunds(self) -> list[payments.RefundView]:
        with self.desk.inside():
            return payments.list_refunds_of(self.id)

    def must_be(self, status: str, *, refunds: int = 0) -> None:
        """And as many refunds; one receipt stands if and only if it is paid."""
        found = self.view()
        if found.status != status:
            raise AssertionError(f"{found.status} instead of {status}")
        owed = [each.total.minor for each in self.refunds()]
        if len(owed) != refunds:
            raise AssertionError(f"refunds: {owed} instead of {refunds}")
        with self.desk.inside():
            standing = [each for each in payments.list_receipts(self.id) if not each.is_void]
        if len(standing) != (1 if status == "paid" else 0):
            raise AssertionError(f"{len(standing)} receipts stand, {status}")

    def pay_cash(self) -> None:
        """At the counter; what the drawer got is noted beside."""
        before = self.view().remaining.minor
        with self.desk.inside():
            payments.collect_at_counter(order_id=self.id, by=make.cashier(), now=timezone.now())
        self.desk.cash[self.id] += before

    def cancel(self) -> None:
        with self.desk.inside():
            payments.cancel_order(
                order_id=self.id, reason="replaced", by=SYSTEM, now=timezone.now()
            )

    def deed(self, deed: str, **fields: str) -> Answer:
        """On the finance officer's page of the order."""
        where = f"{FINANCE}/khoan-thu/{self.id}/"
        return self.desk.officer.post(where, None, deed=deed, **fields)

    def settle_refund(self, deed: str, note: str = "UNC 1", place: int = 0) -> Answer:
        refund = self.refunds()[place]
        where = f"{FINANCE}/hoan-tra/{refund.id}/"
        return self.desk.officer.post(where, deed=deed, note=note)


@contextmanager
def feeling(vendor: str, mood: str) -> Iterator[None]:
    """A provider in a mood, for a while."""
    moods.set_mood(vendor, mood)
    try:
        yield
    finally:
        moods.set_mood(vendor, "normal")


def _session_of(applicant: identity.ApplicantView) -> str:
    session = SessionStore()
    identity.remember_applicant(session, applicant)
    session.create()
    return str(session.session_key)


def _staff_session(tenant: TenantView, *roles: str) -> str:
    person = make_staff(*roles)
    client = Client(SERVER_NAME=tenant.primary_host)
    account = Account.objects.get(pk=person.id)
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def now_plus(**passed: int) -> datetime:
    return timezone.now() + timedelta(**passed)
