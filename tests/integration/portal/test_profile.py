"""What the platform knows of a citizen and from whom: typed things are corrected, proven ones not."""

import pytest
from django.conf import settings
from django.test import Client

from motcua.identity.api import Account, attributes_of
from motcua.kernel.audit import verify_chain
from tenants.api import in_public, in_tenant
from tests.cases import try_each
from tests.factories.casework import usual_office
from tests.factories.identity import make_applicant, make_citizen

pytestmark = pytest.mark.django_db
PAGE = "/tai-khoan/thong-tin/"


def signed_in(citizen):
    client = Client(headers={"host": settings.MOTCUA_PLATFORM_HOST})
    with in_public():
        account = Account.objects.get(pk=citizen.account_id)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[1])
    return client, account


def known(account):
    with in_public():
        return {each.key: each for each in attributes_of(account)}


def test_what_one_typed_is_corrected_and_what_is_proven_is_not(province):
    with in_public():
        typed = make_citizen()
        proven = make_citizen(
            full_name="Trần Thị Mẫu", personal_number="001190000123", birth_date="1990-05-17",
            sex="female", address="12 Trần Phú",
        )  # fmt: skip
    client, account = signed_in(typed)
    assert Client(headers={"host": settings.MOTCUA_PLATFORM_HOST}).get(PAGE).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Ông/bà tự ghi" in page
    assert "Ông/bà chưa có hồ sơ ở cơ quan nào." in page

    def refused(wish):
        assert client.post(PAGE, {"full_name": "Trần Văn An"} | wish).status_code == 422

    wrong = (
        {"full_name": "x"}, {"full_name": "x" * 201}, {"birth_date": "31/02/1990"},
        {"birth_date": "1/1/2999"}, {"birth_date": "hôm qua"}, {"sex": "x"},
        {"address": "x" * 301},
    )  # fmt: skip
    try_each(wrong, refused, name=str)
    assert known(account)["full_name"].value == "Trần Văn An"
    wish = {"full_name": "Trần Văn Ân", "birth_date": "7/5/1991", "sex": "male", "address": ""}
    assert client.post(PAGE, wish | {"personal_number": "001190000999"}).status_code == 302
    now = known(account)
    assert (now["full_name"].value, now["birth_date"].value) == ("Trần Văn Ân", "1991-05-07")
    assert (now["birth_date"].source, now["birth_date"].at is None) == ("typed", False)
    assert now["personal_number"].value == ""
    with in_public():
        assert verify_chain(f"citizen:{account.pk}").intact

    with in_tenant(province.schema_name):
        office = usual_office()
        office.applicant = make_applicant(sub=str(proven.account_id))
        office.file()
    client, account = signed_in(proven)
    page = client.get(PAGE).content.decode()
    assert "Nhà cung cấp định danh của nhà nước" in page
    assert "17/05/1990" in page
    assert f"{province.primary_host}" in page
    assert 'name="full_name"' not in page
    before = {key: each.value for key, each in known(account).items()}
    client.post(PAGE, {"full_name": "Người Khác", "birth_date": "1/1/2000", "address": "x"})
    assert {key: each.value for key, each in known(account).items()} == before
