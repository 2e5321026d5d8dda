import pytest
from celery import shared_task
from django.db import connection

from motcua.config.celery import app
from tenants.api import TenantStatus, in_tenant, set_tenant_status
from tenants.celery import HEADER, TaskWithoutTenant

pytestmark = pytest.mark.django_db


@shared_task(name="test.whoami")
def whoami():
    return connection.schema_name


@shared_task(name="test.platform_whoami", public=True)
def platform_whoami():
    return connection.schema_name


@pytest.fixture(autouse=True)
def _eager():
    app.conf.task_always_eager = True
    app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = False


def _run(task, schema):
    return task.apply(headers={HEADER: schema} if schema else None).get()


def test_a_task_runs_in_the_tenant_it_was_sent_from(province, ministry):
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name):
            sent = whoami.apply_async()
        assert sent.get() == tenant.schema_name
    assert connection.schema_name == "public"


def test_a_task_without_a_tenant_is_refused(province):
    with pytest.raises(TaskWithoutTenant):
        whoami.apply_async()
    with pytest.raises(TaskWithoutTenant):
        _run(whoami, None)
    with pytest.raises(TaskWithoutTenant):
        _run(whoami, "public")


def test_a_task_for_a_tenant_that_is_gone_or_closed_ends_quietly(province):
    assert _run(whoami, "t_gone") is None
    set_tenant_status(tenant_id=province.id, status=TenantStatus.CLOSED)
    assert _run(whoami, province.schema_name) is None


def test_a_platform_task_runs_in_public_even_when_sent_from_a_tenant(province):
    with in_tenant(province.schema_name):
        assert platform_whoami.apply_async().get() == "public"
