"""Composite questions over HTTP, without a script: search, choose, go on; and what a browser asks."""

import pytest
from django.utils import timezone

from motcua.submissions import api as submissions
from tenants.api import in_tenant
from tests.factories.submissions import document, field, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(province, signed_in):
    """A signed-in citizen's client and a draft with composite questions."""
    page = {
        "id": "pag_all",
        "title": {"vi": "Tất cả"},
        "fields": [
            field("lines", "business_lines", required=True),
            field("home", "old_address", required=True),
            field("where", "map_point"),
        ],
    }
    client, applicant = signed_in(province)
    with in_tenant(province.schema_name):
        version = make_version(document(form={"pages": [page]}, components=[], fees=[]))
        draft = submissions.start_draft(version_id=version, applicant=applicant, now=timezone.now())
    return client, f"/to-khai/{draft.id}/pag_all/"


def test_a_business_is_described_without_a_script(filing):
    client, page = filing
    assert client.get(page).status_code == 200
    searched = client.post(page, {"f-fld_lines-find": "an uong", "stay": "1"}).content.decode()
    assert 'name="f-fld_lines-codes" type="checkbox" value="5610"' in searched
    home = {
        "f-fld_home-era": "old",
        "f-fld_home-old_province": "01",
        "f-fld_home-old_district": "001",
        "f-fld_home-old_commune": "00001",
        "f-fld_home-detail": "Số 5",
    }
    lines = {"f-fld_lines-find": "an uong", "f-fld_lines-codes": ["5610"]}
    done = client.post(page, {**lines, **home, "f-fld_where-lat": "21.02, 105.8"})
    assert done.status_code == 302, done.content.decode()[-3000:]
    checked = client.get(done["Location"]).content.decode()
    assert "ngành chính" in checked
    assert "nay là Phường Hồng Hà" in checked
    assert "21.020000° B" in checked


def test_old_districts_come_step_by_step(filing):
    client, page = filing
    shown = client.post(
        page, {"f-fld_home-era": "old", "f-fld_home-old_province": "01", "stay": "1"}
    ).content.decode()
    assert "Quận Ba Đình" in shown


def test_a_browser_asks_for_entries_and_former_places(filing):
    client, page = filing
    found = client.get(page.replace("pag_all/", "tim/fld_lines/"), {"q": "cat toc"}).json()
    assert [row[0] for row in found["rows"]] == ["9631"]
    places = client.get("/dia-gioi-cu/", {"huyen": "001"}).json()["places"]
    assert ["00001", "Phường Phúc Xá", [["00097", "Phường Hồng Hà"]]] in places
    assert client.get("/dia-gioi-cu/", {"tinh": "x" * 9_000}).json() == {"places": []}


@pytest.mark.parametrize("field_id", ["fld_home", "fld_nothing", "x" * 500])
def test_questions_without_a_list_have_nothing_to_search(filing, field_id):
    client, page = filing
    assert client.get(page.replace("pag_all/", f"tim/{field_id}/")).status_code == 404


def test_another_persons_draft_is_not_searched(filing, province, signed_in):
    _client, page = filing
    other, _applicant = signed_in(province, personal_number="079203001234")
    answer = other.get(page.replace("pag_all/", "tim/fld_lines/"), {"q": "cat toc"})
    assert answer.status_code == 404
