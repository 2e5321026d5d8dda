"""The data sheet: who sees which rows and columns, what is kept of it, what it costs."""

import io

import pytest
from openpyxl import load_workbook

from motcua.casework.api import SheetFilter, stream_sheet_rows
from motcua.casework.models import Case
from motcua.identity.models import Account
from motcua.kernel.actors import Actor, PermissionMissing
from motcua.kernel.audit import read_chain
from motcua.kernel.ids import new_id
from tenants.api import in_tenant
from tests.factories.casework import actor, usual_office

pytestmark = pytest.mark.django_db
SHEET = "/quan-tri/bang-du-lieu/"


@pytest.fixture
def office(province):
    with in_tenant(province.schema_name):
        made = usual_office()
        made.file()
        made.file()
        return made


@pytest.fixture
def service_id(office, province):
    with in_tenant(province.schema_name):
        return Case.objects.first().service_id


@pytest.fixture
def client_of(province, tenant_client):
    def make(person):
        with in_tenant(province.schema_name):
            client = tenant_client("lam-dong")
            client.force_login(
                Account.objects.get(pk=person.id), "motcua.identity.backends.StaffBackend"
            )
        return client

    return make


def chain_of(province, service_id):
    with in_tenant(province.schema_name):
        return [(each.action, each.data) for each in read_chain(f"datasheet:{service_id}")]


def text_of(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_leaders_see_personal_columns_and_it_is_kept(office, client_of, service_id, province):
    client = client_of(office.leader)
    page = client.get(f"{SHEET}{service_id}/").content.decode()
    assert office.applicant.full_name in page
    assert "nhật ký" in page
    [(action, data)] = chain_of(province, service_id)
    assert action == "casework.sheet_read"
    assert "fld_name" in data["personal_columns"]


def test_others_see_the_rest(office, client_of, service_id, province):
    with in_tenant(province.schema_name):
        control = actor("procedure_control")
    client = client_of(control)
    page = client.get(f"{SHEET}{service_id}/").content.decode()
    assert office.applicant.full_name not in page
    assert "không có quyền xem hàng loạt" in page
    sneaky = f"{SHEET}{service_id}/?cot=fld_name&loc1=fld_name&phep1=co&gia_tri1=a"
    assert office.applicant.full_name not in client.get(sneaky).content.decode()
    told = text_of(client.get(f"{SHEET}{service_id}/tai-ve/?dang=csv&cot=fld_name"))
    assert office.applicant.full_name not in told
    assert client.get(f"{SHEET}{service_id}/bieu-do/?bieu_do=fld_name").status_code == 404
    assert [action for action, _data in chain_of(province, service_id)] == [
        "casework.sheet_exported"
    ]


def test_rows_are_those_one_may_read(office, client_of, service_id, province, now):
    with in_tenant(province.schema_name):
        stranger = usual_office(code="XA-KHAC")
        wanted = SheetFilter(service_id)
        assert len(list(stream_sheet_rows(wanted, by=office.leader))) == 2
        assert list(stream_sheet_rows(wanted, by=stranger.leader)) == []
        with pytest.raises(PermissionMissing):
            list(stream_sheet_rows(wanted, by=Actor(kind="staff", id=new_id())))
    page = client_of(stranger.leader).get(f"{SHEET}{service_id}/").content.decode()
    assert "Chưa có hồ sơ nào bạn được đọc" in page


def test_filters_search_and_pages(office, client_of, service_id):
    client = client_of(office.leader)

    def count(query):
        page = client.get(f"{SHEET}{service_id}/?{query}").content.decode()
        return page.count('<th scope="row"><a href="/quan-tri/mot-cua/')

    assert count("") == 2
    assert count("loc1=fld_copies&phep1=tu&gia_tri1=1") == 2
    assert count("loc1=fld_copies&phep1=tu&gia_tri1=1000") == 0
    assert count("loc1=fld_copies&phep1=trong") == 0
    assert count("loc1=fld_khong_co&gia_tri1=x&phep1=nghich") == 2
    assert count("q=khong+co+ai+ten+nhu+the") == 0
    assert count("tu=2000-01-01&den=2000-01-02") == 0
    assert count("tu=x&den=9999-12-31&trang=99999999999&trang_thai=abc") == 0
    assert count("trang_thai=1") + count("trang_thai=10") <= 2


def test_a_workbook_with_groups(office, client_of, service_id):
    response = client_of(office.leader).get(f"{SHEET}{service_id}/tai-ve/?dang=xlsx")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert [sheet.title for sheet in book.worksheets] == ["Hồ sơ", "Con"]
    assert book.worksheets[0].max_row == 3


def test_a_chart_and_the_list_of_services(office, client_of, service_id):
    client = client_of(office.leader)
    chart = client.get(f"{SHEET}{service_id}/bieu-do/?bieu_do=fld_proxy").content.decode()
    assert "Không" in chart
    assert "100%" in chart
    assert str(service_id) in client.get(SHEET).content.decode()
    assert str(service_id) not in client.get(f"{SHEET}?q=khong+co").content.decode()


def test_who_answers_for_no_figures_sees_no_table(office, client_of, service_id, province):
    with in_tenant(province.schema_name):
        builder = actor("builder")
    for person in (builder, office.specialist):
        client = client_of(person)
        for path in ("", f"{service_id}/", f"{service_id}/tai-ve/", f"{service_id}/bieu-do/"):
            assert client.get(SHEET + path).status_code == 403


def test_more_dossiers_cost_no_more_queries(
    office, service_id, province, django_assert_num_queries
):
    wanted = SheetFilter(service_id)
    with in_tenant(province.schema_name):
        list(stream_sheet_rows(wanted, by=office.leader))  # the tenant's key is read once
        for count in (2, 3):
            with django_assert_num_queries(3):
                assert len(list(stream_sheet_rows(wanted, by=office.leader))) == count
            office.file()
