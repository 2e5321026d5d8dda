"""GraphQL over HTTP: what it answers, to whom, and what it refuses."""

from pathlib import Path

import pytest

from motcua.config.graphql.limits import MAX_ALIASES, MAX_TOKENS
from motcua.config.schema import schema
from tenants.api import in_tenant
from tests.factories.casework import usual_office
from tests.integration.portal.test_filing import publish_demo

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
SERVICES = '{ services(query: "trich luc") { total items { slug name code } } }'


@pytest.fixture
def ask(tenant_client):
    def send(query, slug="lam-dong", client=None, variables=None):
        client = client or tenant_client(slug)
        return client.post(
            "/graphql", {"query": query, "variables": variables}, content_type="application/json"
        )

    return send


def test_published_services_and_their_form(province, ask):
    version = publish_demo(province, "2.000635")
    answer = ask(SERVICES).json()
    assert answer["data"]["services"]["items"][0]["slug"] == version.slug
    query = (
        f'{{ service(slug: "{version.slug}") {{ name version {{ number form answersSchema }} }} }}'
    )
    service = ask(query).json()["data"]["service"]
    assert service["version"]["form"]["pages"]
    assert service["version"]["answersSchema"]["type"] == "object"


def test_the_neighbour_sees_only_its_own(province, ministry, ask):
    publish_demo(province, "2.000635")
    assert ask(SERVICES, slug="bqp").json()["data"]["services"]["total"] == 0


MINE = "{ myCases { total items { number stateName stepName holder dueInWords } } }"


def test_own_dossiers_and_their_events_and_nobody_else_s(province, ministry, ask, signed_in_as):
    with in_tenant(province.schema_name):
        office = usual_office()
        case = office.file()
    client = signed_in_as(province, office.applicant)
    mine = ask(MINE, client=client).json()["data"]["myCases"]
    assert mine["total"] == 1
    one = f'{{ myCase(id: "{case.pk}") {{ number events {{ sentence at }} }} }}'
    assert ask(one, client=client).json()["data"]["myCase"]["events"]
    assert ask(MINE).json()["errors"][0]["extensions"]["code"] == "sign_in_needed"
    with in_tenant(province.schema_name):
        from tests.factories.identity import make_applicant

        stranger = make_applicant(personal_number="079203001234")
    other = signed_in_as(province, stranger)
    assert ask(MINE, client=other).json()["data"]["myCases"]["total"] == 0
    assert ask(one, client=other).json()["errors"][0]["extensions"]["code"] == "case_missing"


def test_query_count_does_not_grow_with_dossiers(
    province, ask, signed_in_as, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with in_tenant(province.schema_name):
        office = usual_office()
        office.file()
    client = signed_in_as(province, office.applicant)
    ask(MINE, client=client)
    with CaptureQueriesContext(connection) as one:
        ask(MINE, client=client)
    with in_tenant(province.schema_name):
        office.file()
        office.file()
    with CaptureQueriesContext(connection) as three:
        assert ask(MINE, client=client).json()["data"]["myCases"]["total"] == 3
    assert len(three) == len(one)


REFUSED = [
    ("aliases", "{ " + " ".join(f"a{n}: version" for n in range(MAX_ALIASES + 1)) + " }"),
    ("introspection", "{ __schema { types { name } } }"),
    ("type introspection", '{ __type(name: "Query") { name } }'),
    (
        "cost",
        "{ "
        + " ".join(
            f"a{n}: services(first: 100) {{ items {{ slug name code id level }} }}"
            for n in range(12)
        )
        + " }",
    ),
    (
        "fragment cost",
        "query { ...a ...b } "
        "fragment a on Query { "
        + " ".join(f"x{n}: services(first: 100) {{ items {{ slug name code }} }}" for n in range(9))
        + " } fragment b on Query { "
        + " ".join(f"y{n}: services(first: 100) {{ items {{ slug name code }} }}" for n in range(9))
        + " }",
    ),
    ("tokens", "{ " + "version " * (MAX_TOKENS + 1) + "}"),
    ("cycle", "query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }"),
    ("syntax", "{ services( "),
    ("unknown", "{ servces { total } }"),
]


@pytest.mark.parametrize(("what", "query"), REFUSED, ids=[what for what, _ in REFUSED])
def test_refused_before_anything_runs(province, ask, what, query, settings):
    answer = ask(query)
    assert answer.status_code == 400, answer.content
    body = answer.json()
    assert body["errors"]
    assert "Did you mean" not in answer.content.decode()
    assert "data" not in body


def test_variables_cannot_smuggle_a_large_page_past_the_cost(province, ask):
    query = (
        "query($n: Int) { "
        + " ".join(
            f"a{n}: services(first: $n) {{ items {{ slug name code id level }} }}"
            for n in range(12)
        )
        + " }"
    )
    assert ask(query, variables={"n": 1}).status_code == 400


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("query={version}", "application/x-www-form-urlencoded", 415),
        ("{version}", "application/graphql", 415),
        ("{version}", "text/plain", 415),
        ('[{"query": "{version}"}]', "application/json", 400),
        ("nonsense", "application/json", 400),
        ('{"query": 7}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
    ],
)
def test_other_shapes_are_refused(province, tenant_client, body, content_type, status):
    answer = tenant_client("lam-dong").post("/graphql", body, content_type=content_type)
    assert answer.status_code == status


def test_get_is_refused_and_csrf_is_asked_for(province, tenant_client):
    assert tenant_client("lam-dong").get("/graphql?query={version}").status_code == 405
    strict = tenant_client("lam-dong", enforce_csrf_checks=True)
    answer = strict.post("/graphql", {"query": "{version}"}, content_type="application/json")
    assert answer.status_code == 403


def test_bad_arguments_are_the_caller_s_error(province, ask):
    for query in (
        '{ serviceVersion(id: "not-a-uuid") { number } }',
        '{ service(slug: "khong-co") { name } }',
        '{ myCase(id: "00000000-0000-7000-8000-000000000000") { number } }',
        "{ services(first: -5, offset: -9) { total } }",
    ):
        answer = ask(query)
        assert answer.status_code in (200, 400)
        for error in answer.json().get("errors", []):
            assert error.get("extensions", {}).get("code") != "internal", query


def test_the_committed_schema_is_current():
    text = (ROOT / "platform" / "docs" / "schema.graphql").read_text(encoding="utf-8")
    assert text.strip() == str(schema).strip(), "run: manage.py graphql_schema"
