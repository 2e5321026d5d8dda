"""Several workers and several callers at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from motcua.kernel.ids import new_id
from motcua.notifications import api as notifications
from motcua.notifications.models import Delivery
from tenants.api import find_tenant, in_tenant
from tests.factories import notifications as make

WORKERS = 4

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(schema, act):
    ready = Barrier(WORKERS)

    def one(number):
        try:
            with in_tenant(schema):
                ready.wait(timeout=20)
                return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_workers_side_by_side_send_each_delivery_once(now):
    schema = find_tenant(slug="lam-dong").schema_name
    with in_tenant(schema):
        Delivery.objects.all().delete()
        for _ in range(12):
            make.notify(make.recipient(applicant_id=None), now)
    sent = all_at_once(schema, lambda _n: notifications.send_waiting(now=now))
    assert sum(sent) == 12
    ids = [each.extra_headers["Message-ID"] for each in mail.outbox]
    assert len(ids) == len(set(ids)) == 12


def test_callers_side_by_side_make_one_message(now):
    schema, to, key = find_tenant(slug="lam-dong").schema_name, make.recipient(), str(new_id())
    ids = all_at_once(schema, lambda _n: make.notify(to, now, dedupe_key=key))
    assert len(set(ids)) == 1
    with in_tenant(schema):
        assert Delivery.objects.filter(message_id=ids[0]).count() == 2
