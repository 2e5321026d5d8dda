"""A statement composed once: the same rows as the ORM's, whoever asks and wherever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db.models import F, Q

from motcua.identity.models import Account
from motcua.identity.staff.queries.signed_in import signed_in_account
from motcua.kernel.composed import Composed
from tenants.api import in_tenant
from tests.factories.identity import make_staff
from tests.fixtures import NOW

EXAMPLES = {"name": "example", "at": datetime(1, 1, 1, tzinfo=UTC)}


def _young(name, at):
    return Account.objects.filter(username=name, date_joined__gte=at).annotate(again=F("username"))


def test_it_finds_what_the_orm_finds_and_reads_anew(inside_province):
    query = Composed(_young, EXAMPLES)
    before = NOW - timedelta(days=9_999)
    assert query.ask(name="an", at=before) == []
    account = Account.objects.get(pk=make_staff("receptionist", username="an").id)
    [found] = query.ask(name="an", at=before)
    [plain] = _young("an", before)
    assert found == account
    assert {**vars(found), "_state": None} == {**vars(plain), "_state": None}
    assert found.again == "an"
    assert query.ask(name="an", at=account.date_joined + timedelta(seconds=1)) == []
    Account.objects.filter(pk=account.pk).update(full_name="Đổi tên")
    assert [each.full_name for each in query.ask(name="an", at=before)] == ["Đổi tên"]


def test_every_tenant_gets_its_own(province, ministry):
    query = Composed(lambda name: Account.objects.filter(username=name), {"name": "example"})
    made = {}
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name):
            made[tenant.slug] = make_staff("receptionist", username="trung-ten").id
    for tenant in (ministry, province, ministry):
        with in_tenant(tenant.schema_name):
            [found] = query.ask(name="trung-ten")
            assert found.pk == made[tenant.slug]


def test_an_example_the_statement_does_not_ask_with_is_refused(inside_province):
    lost = Composed(lambda name: Account.objects.filter(is_active=bool(name)), {"name": "example"})
    with pytest.raises(LookupError, match="name"):
        lost.ask(name="an")
    changed = Composed(lambda name: Account.objects.filter(Q(username=name + "!")), {"name": "x"})
    with pytest.raises(LookupError, match="name"):
        changed.ask(name="an")


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_words_and_not_the_connection(province):
    with in_tenant(province.schema_name):
        ids = [make_staff("receptionist", username=f"luong-{n}").id for n in range(4)]

    def ask(account_id: UUID) -> list[UUID]:
        from django.db import connection

        try:
            with in_tenant(province.schema_name):
                found = [signed_in_account(account_id, now=NOW) for _ in range(5)]
        finally:
            connection.close()
        return [each.pk for each in found if each]

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(ask, ids))
    assert told == [[each] * 5 for each in ids]
