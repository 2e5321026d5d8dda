"""Interleaved work in two tenants on one connection never shows the neighbour's rows."""

import random

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import ProgrammingError, connection, transaction

from motcua.identity.models import Account
from motcua.kernel.models import Counter
from tenants.api import in_public, in_tenant
from tenants.models import Tenant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("limit_set_calls", [True, False])
def test_a_thousand_interleaved_rounds(province, ministry, settings, limit_set_calls):
    settings.TENANT_LIMIT_SET_CALLS = limit_set_calls
    dice = random.Random(7)
    days: dict[str, set[str]] = {province.schema_name: set(), ministry.schema_name: set()}
    for number in range(1000):
        schema, day = dice.choice(list(days)), f"2026-01-{number % 28 + 1:02d}"
        with in_tenant(schema):
            assert counted(schema) == (len(days[schema]), 0)
            try:
                with transaction.atomic():
                    if day not in days[schema]:
                        Counter.objects.create(scope=schema, day=day, value=number)
                    if dice.random() < 0.4:
                        raise RuntimeError
                    with transaction.atomic():
                        pass
                days[schema].add(day)
            except RuntimeError:
                pass


def counted(schema):
    """Rows of this tenant and rows of others, in one statement: a thousand rounds ask for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE scope = %s), count(*) FILTER (WHERE scope <> %s)"
            " FROM kernel_counter",
            [schema, schema],
        )
        return cursor.fetchone()


def test_savepoint_rollback_keeps_the_tenant(province, ministry):
    """django-tenants before 4.0.1 forgot that a rolled back SET search_path is undone."""
    connection.set_schema_to_public()
    with transaction.atomic():
        Tenant.objects.count()
        try:
            with transaction.atomic(), in_tenant(province.schema_name):
                Counter.objects.count()
                raise RuntimeError
        except RuntimeError:
            pass
        assert Tenant.objects.count() >= 2
        with in_tenant(ministry.schema_name), connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            assert cursor.fetchone()[0] == ministry.schema_name


def test_shared_tables_are_out_of_reach_inside_a_tenant(province):
    with in_tenant(province.schema_name):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Tenant.objects.count()
        with in_public():
            assert Tenant.objects.count() >= 2


def test_content_types_with_different_ids_are_not_mixed_up(province, ministry):
    with in_tenant(province.schema_name):
        here = ContentType.objects.get_for_model(Account)
    with in_tenant(ministry.schema_name), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_content_type (app_label, model) VALUES ('x', 'moved') RETURNING id"
        )
        moved = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE django_content_type SET model = 'old' WHERE app_label = 'identity' AND model = 'account'"
        )
        cursor.execute(
            "UPDATE django_content_type SET app_label = 'identity', model = 'account' WHERE id = %s",
            [moved],
        )
        ContentType.objects.clear_cache()
        there = ContentType.objects.get_for_model(Account)
        assert there.pk == moved != here.pk
    for _ in range(3):
        with in_tenant(province.schema_name):
            assert ContentType.objects.get_for_model(Account).pk == here.pk
            assert ContentType.objects.get_for_id(here.pk).model == "account"
        with in_tenant(ministry.schema_name):
            assert ContentType.objects.get_for_model(Account).pk == moved


def test_switching_back_and_forth_costs_no_content_type_query(
    province, ministry, django_assert_num_queries
):
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name):
            ContentType.objects.get_for_model(Account)
    with django_assert_num_queries(0):
        for tenant in (province, ministry) * 3:
            with in_tenant(tenant.schema_name):
                ContentType.objects.get_for_model(Account)


def test_cache_keys_carry_the_tenant(province, ministry):
    with in_tenant(province.schema_name):
        cache.set("same", "province")
    with in_tenant(ministry.schema_name):
        assert cache.get("same") is None
        cache.set("same", "ministry")
    with in_tenant(province.schema_name):
        assert cache.get("same") == "province"


def test_equal_user_names_are_different_people(province, ministry):
    for tenant, password in ((province, "mot-hai-ba-bon"), (ministry, "nam-sau-bay-tam")):
        with in_tenant(tenant.schema_name):
            Account.objects.create_user("lan", password=password)
    with in_tenant(ministry.schema_name):
        assert not Account.objects.get(username="lan").check_password("mot-hai-ba-bon")
