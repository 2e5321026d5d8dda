"""Items 1, 12 and 18 to 20 for GraphQL, made from the schema itself.

Limits, refused shapes, introspection and CSRF: ``tests/integration/graphql``.
"""

import json
from typing import Any

import pytest
from graphql import GraphQLNonNull, GraphQLObjectType, get_named_type

from motcua.config.schema import schema
from tests.security.planted import Dossier, Planted, client_with

pytestmark = pytest.mark.django_db
MAX_DEPTH = 5
# Fields whose answers are the same for everybody who asks.
PUBLIC = {"services", "service", "serviceVersion"}
SIGNED_IN = {"myCases", "myCase"}


def arguments(dossier: Dossier, word: str) -> dict[str, Any]:
    """Field and argument, or argument alone, to a real object of the planted tenant."""
    return {
        "query": word,
        "first": 50,
        "offset": 0,
        "openOnly": False,
        "slug": dossier.slug,
        "language": "vi",
        "serviceVersion.id": str(dossier.version_id),
        "myCase.id": str(dossier.case_id),
    }


def query_of(name: str, field: Any, values: dict[str, Any]) -> str:
    return "{ " + _selected(name, field, values, 1) + " }"


def _selected(name: str, field: Any, values: dict[str, Any], depth: int) -> str:
    given = []
    for argument, kind in field.args.items():
        if f"{name}.{argument}" in values or argument in values:
            value = values.get(f"{name}.{argument}", values.get(argument))
            given.append(f"{argument}: {json.dumps(value)}")
        elif isinstance(kind.type, GraphQLNonNull):
            pytest.fail(
                f"GraphQL argument {name}.{argument} has no value: add it to `arguments` in "
                "tests/security/test_graphql_matrix.py"
            )
    words = name + (f"({', '.join(given)})" if given else "")
    below = get_named_type(field.type)
    if not isinstance(below, GraphQLObjectType):
        return words
    if depth >= MAX_DEPTH:
        return ""
    inner = " ".join(_selected(each, sub, values, depth + 1) for each, sub in below.fields.items())
    return f"{words} {{ {inner} }}"


def root_fields() -> dict[str, Any]:
    return dict(schema.graphql_schema.query_type.fields)


def ask(planted: Planted, key: str | None, query: str) -> Any:
    client = client_with(planted.host(), key)
    return client.post("/graphql", {"query": query}, content_type="application/json")


def test_every_field_of_the_root_is_declared():
    assert root_fields().keys() == PUBLIC | SIGNED_IN, "say who may ask the new field"
    assert schema.graphql_schema.mutation_type is None, "mutations need their own matrix here"
    assert schema.graphql_schema.subscription_type is None


def test_no_field_shows_the_neighbour_s(both):
    """To nobody, to the neighbour's people, and to people of the house: an applicant and an
    officer with every role in one session, for what that does not show, neither is shown."""
    one, other = both
    for key in (None, one.key_of("everybody"), other.key_of("everybody")):
        for dossier in (one.twin, one.lone):
            for name, field in root_fields().items():
                answer = ask(other, key, query_of(name, field, arguments(dossier, "cấp bản sao")))
                text = answer.content.decode()
                assert answer.status_code == 200, text
                assert not one.leaks_in(text), (name, text)
                assert "internal" not in text, text


def test_at_home_the_fields_do_answer(planted_province):
    one = planted_province
    for name, field in root_fields().items():
        query = query_of(name, field, arguments(one.twin, "cấp bản sao"))
        body = ask(one, one.applicant_key(), query).json()
        assert body["data"][name], body
        assert "errors" not in body, body


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_strangers_and_officers_have_no_dossiers_of_their_own(planted_province, name):
    one = planted_province
    query = query_of(name, root_fields()[name], arguments(one.twin, ""))
    for who in ("anonymous", "officer"):
        body = ask(one, one.key_of(who), query).json()
        assert body["errors"][0]["extensions"]["code"] == "sign_in_needed"
        assert not one.leaks_in(json.dumps(body, ensure_ascii=False))


@pytest.mark.parametrize(
    "query",
    [
        "{ __typename __schema { queryType { name } } }",
        "{ sevices { total } }",
        "{ services(frist: 1) { total } }",
        "{ services { items { slgu } } }",
    ],
)
def test_neither_introspection_nor_suggestions(planted_province, query):
    text = ask(planted_province, None, query).content.decode()
    assert "Did you mean" not in text
    assert "queryType" not in text.replace("__schema", "") or "errors" in text
