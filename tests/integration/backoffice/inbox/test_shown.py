"""Item 13: an officer sees the answers and files that the steps of his roles need."""

import copy

import pytest
from django.conf import settings
from django.utils import timezone

from motcua.casework import api as casework
from motcua.files.api import list_files
from motcua.identity.models import Account
from tenants.api import in_tenant
from tests.factories import casework as make
from tests.factories import submissions as filing

pytestmark = pytest.mark.django_db
NUMBER = "001190000123"


class Counter:
    """An office whose form has a sensitive question; ``shown`` by step, where a step says so."""

    def __init__(self, tenant, client_of, **shown):
        self.tenant, self._client_of = tenant, client_of
        steps = copy.deepcopy(make.STEPS)
        for step in steps:
            if step["id"] in shown:
                step["shown"] = shown[step["id"]]
        raw = make.document(process={"steps": steps})
        for field in raw["form"]["pages"][0]["fields"]:
            if field["id"] == "fld_number":
                field["personal_data"] = "sensitive"
        with self.inside():
            self.office = make.make_office(
                form=raw["form"], process=raw["process"], service=raw["service"]
            )
            self.office.now = timezone.now()
            self.case = self.office.file()

    def inside(self):
        return in_tenant(self.tenant.schema_name)

    def seen(self, *roles):
        """Fields and files in the API's answer to somebody with these roles."""
        with self.inside():
            by = make.actor(*roles, agency=self.office.agency, now=timezone.now())
            view = casework.get_case(self.case.pk, by=by, now=timezone.now())
        return (
            {row.field_id for page in view.pages for row in page.rows},
            {file.field_id for file in view.files},
        )

    def client(self, *roles):
        client = self._client_of(self.tenant.slug)
        with self.inside():
            actor = make.actor(*roles, agency=self.office.agency, now=timezone.now())
            account = Account.objects.get(pk=actor.id)
            client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    def file_id(self):
        with self.inside():
            files = list_files(f"case:{self.case.pk}")
            return next(each.id for each in files if each.name == "Giấy chứng sinh.pdf")

    def page(self):
        return f"/quan-tri/mot-cua/{self.case.pk}/"


def test_by_default_judges_see_all_and_others_nothing_sensitive(province, tenant_client):
    counter = Counter(province, tenant_client)
    whole = {"fld_name", "fld_number", "fld_email", "fld_proxy", "fld_copies", "fld_paper"}
    for role in ("receptionist", "specialist", "leader", "division_head", "inspector"):
        assert counter.seen(role) == (whole, {"fld_paper"}), role
    for role in ("clerk_office", "returner", "cashier"):
        assert counter.seen(role) == (whole - {"fld_number"}, {"fld_paper"}), role
    assert counter.seen("returner", "leader")[0] == whole


def test_a_step_names_what_it_shows(province, tenant_client):
    counter = Counter(
        province, tenant_client, stp_appraise=["pag_what", "fld_name"], stp_return=["fld_copies"]
    )
    assert counter.seen("specialist") == ({"fld_name", "fld_copies"}, set())
    assert counter.seen("returner") == ({"fld_copies"}, set())
    assert counter.seen("returner", "specialist") == ({"fld_name", "fld_copies"}, set())
    assert "fld_number" in counter.seen("receptionist")[0]


def test_the_screen_and_the_files_follow(province, tenant_client):
    counter = Counter(province, tenant_client, stp_appraise=["pag_what"])
    specialist, leader = counter.client("specialist"), counter.client("leader")
    page = specialist.get(counter.page()).content.decode()
    assert "mau@example.vn" not in page
    assert NUMBER not in page
    assert "Giấy chứng sinh.pdf" not in page
    assert "không hiện" in page
    address = f"{counter.page()}tep/{counter.file_id()}/"
    assert specialist.get(address).status_code == 404
    assert leader.get(address).status_code == 302
    assert "Giấy chứng sinh.pdf" in leader.get(counter.page()).content.decode()


def test_the_citizen_sees_everything(province, tenant_client):
    counter = Counter(province, tenant_client, stp_appraise=["fld_copies"])
    with counter.inside():
        view = casework.get_case(counter.case.pk, by=counter.office.citizen, now=timezone.now())
    assert {"fld_name", "fld_number"} <= {row.field_id for page in view.pages for row in page.rows}
    assert not view.hidden_fields


def test_what_a_step_shows_must_exist(inside_province):
    from motcua.casework.steps.freezing import ProcessCheck

    steps = copy.deepcopy(make.STEPS)
    steps[1]["shown"] = ["pag_what", "fld_gone", "pag_gone"]
    document = filing.parse_document(make.document(process={"steps": steps}))
    found = [each for each in ProcessCheck().check(document) if each.code == "shown_missing"]
    assert [each.path for each in found] == ["process/stp_appraise"] * 2
