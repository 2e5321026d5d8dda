"""Item 18: one query may take a few seconds altogether, however it spends them."""

import time

import psycopg
import pytest
from django.db import connection

from tests.integration.portal.test_filing import publish_demo

QUERY = {"query": '{ services(query: "trich luc") { total } }'}


def send(client):
    return client.post("/graphql", QUERY, content_type="application/json")


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_does_not_end_is_cut_off(province, tenant_client, settings):
    publish_demo(province, "2.000635")
    settings.MOTCUA_GRAPHQL_SECONDS = 60
    client = tenant_client("lam-dong")
    assert send(client).json()["data"]["services"]["total"] == 1
    settings.MOTCUA_GRAPHQL_SECONDS = 0.5
    table = f'"{province.schema_name}".catalogue_public_service'
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        answer = send(client)
        # Held for as long as the other transaction lasts, if nobody ended it.
        assert time.monotonic() - began < 30
    assert answer.status_code == 503
    assert answer.json()["errors"][0]["extensions"]["code"] == "too_slow"
    assert "data" not in answer.json()


@pytest.mark.django_db(transaction=True)
def test_the_connection_is_given_back_without_the_limit(province, tenant_client, settings):
    settings.MOTCUA_GRAPHQL_SECONDS = 60
    assert send(tenant_client("lam-dong")).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.django_db
def test_no_field_is_resolved_after_the_end(province, tenant_client, settings):
    settings.MOTCUA_GRAPHQL_SECONDS = 0
    answer = tenant_client("lam-dong").post(
        "/graphql", {"query": "{ services { total } }"}, content_type="application/json"
    )
    assert answer.status_code == 503
    assert answer.json()["errors"][0]["extensions"]["code"] == "too_slow"


def test_five_seconds_as_shipped(settings):
    assert settings.MOTCUA_GRAPHQL_SECONDS == 5
