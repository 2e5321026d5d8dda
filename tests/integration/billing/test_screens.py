"""The agency's plan and the operator's books, as people click through them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from billing.api import (
    METER_NAMES,
    Meter,
    count_usage,
    list_invoices,
    start_trial,
    subscription_of,
)  # fmt: skip
from billing.models import Invoice, ProviderEvent, Settlement, Subscription
from billing.operations import sweep
from motcua.catalogue.api import check_service
from motcua.fleet.plan_limit import PlanLimit
from motcua.identity.api import Account
from motcua.kernel.audit import read_chain
from motcua.payments.contrib.vietqr.emv import parse
from tenants.api import in_public, in_tenant
from tests.factories import billing
from tests.factories.billing_story import Story, checkout_of
from tests.factories.identity import make_staff
from tests.integration.billing.test_stories import world

pytestmark = pytest.mark.django_db
HOME = "/quan-tri/goi-dich-vu/"
DETAILS = {
    "legal_name": "Văn phòng UBND tỉnh Lâm Đồng", "tax_code": "0100233488",
    "address": "Đà Lạt", "email": "ke-toan@lamdong.example.vn",
}  # fmt: skip


@pytest.fixture
def office(province, tenant_client):
    """The technician's browser, in the tenant of which billing knows nothing yet."""
    with in_tenant(province.schema_name):
        person = make_staff("tech_admin", email="ky-thuat@lamdong.example.vn")
        account = Account.objects.get(id=person.id)
        client = tenant_client("lam-dong")
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def an_operator(name):
    with in_public():
        person = Account.objects.create_user(
            username=name, email=f"{name}@example.vn", full_name=name, is_staff=True
        )
        client = Client(SERVER_NAME="motcua.localhost")
        client.force_login(person, backend="motcua.identity.backends.StaffBackend")
    return client


def test_a_plan_is_bought_by_card_seen_and_ended(province, office, monkeypatch):
    billing.wire(monkeypatch)
    now = timezone.now()
    start_trial(tenant_id=province.id, now=now)
    count_usage(tenant_id=province.id, meter=Meter.DOSSIERS, key="425", amount=425, now=now)
    page = office.get(HOME).content.decode()
    for words in (str(METER_NAMES[Meter.DOSSIERS]), "425 trên 500", "85%", "sắp hết", "2.500.000 đ",
                  "Dùng thử còn 60 ngày", "Chưa có hóa đơn nào"):  # fmt: skip
        assert words in page, words
    # Nobody buys before it is known whom the invoice is for.
    assert office.get(f"{HOME}chon/commune/").url.endswith("thong-tin/?goi=commune")
    wrong = office.post(f"{HOME}thong-tin/", {**DETAILS, "tax_code": "0100233489"})
    assert wrong.status_code == 422
    exempt = office.post(f"{HOME}thong-tin/", {**DETAILS, "is_exempt": "on"})
    assert exempt.status_code == 422, "an exemption has a ground"
    saved = office.post(f"{HOME}thong-tin/?goi=commune", DETAILS)
    assert saved.url.endswith("chon/commune/")
    assert "2.500.000 đ" in office.get(saved.url).content.decode()
    assert office.get(f"{HOME}chon/trial/").status_code == 404

    left = office.post(f"{HOME}chon/commune/", {"method": "card"})
    assert "/simulator/stripe/thanh-toan/" in left.url
    assert "Tiếp tục thanh toán" in office.get(HOME).content.decode()
    billing.pay(checkout_of(left.url), "4242")
    back = office.get(f"{HOME}xong/?phien={checkout_of(left.url)}", follow=True)
    assert "Gói đã được kích hoạt" in back.content.decode()
    assert subscription_of(province.id).plan.key == "commune"

    assert "phiên" not in office.get(f"{HOME}dung/").content.decode()
    office.post(f"{HOME}dung/", {"deed": "end"})
    assert subscription_of(province.id).ends_at is not None
    office.post(f"{HOME}dung/", {"deed": "stay"})
    assert subscription_of(province.id).ends_at is None
    assert "/simulator/stripe/khach/" in office.post(f"{HOME}the/").url


def test_without_a_provider_invoices_are_ours_and_paid_by_transfer(
    province, office, settings, tenant_client, django_capture_on_commit_callbacks
):
    settings.MOTCUA_STRIPE_API = settings.MOTCUA_STRIPE_KEY = ""
    settings.MOTCUA_BILLING_TAX_PERCENT = 8
    office.post(f"{HOME}thong-tin/", DETAILS)
    page = office.get(f"{HOME}chon/province/").content.decode()
    assert "Chuyển khoản" in page
    assert "Thẻ" not in page
    assert office.post(f"{HOME}chon/province/", {"method": "card"}).status_code == 409
    office.post(f"{HOME}chon/province/", {"method": "transfer"})
    (invoice,) = list_invoices(province.id)
    assert (invoice.total.minor, invoice.tax.minor) == (129_600_000, 9_600_000)
    page = office.get(f"{HOME}hoa-don/{invoice.id}/").content.decode()
    assert invoice.memo in page
    assert "data:image/svg" in page
    from motcua.backoffice.plan.invoices import _code

    assert _code(invoice)
    assert (
        parse(
            "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C"
        ).amount
        == 120_000
    )

    # Four eyes: the one who says that the money came is not the one who confirms.
    first, second = an_operator("thu-ngan"), an_operator("ke-toan")
    url = f"/dieu-hanh/thu-tien/hoa-don/{invoice.id}/"
    said = {"amount": "129.600.001", "bank_reference": "FT1", "received_on": "2026-06-15",
            "reason": "sao kê"}  # fmt: skip
    off = first.post(url, said)
    assert off.status_code == 422
    assert "lệch 1 đ" in off.content.decode()
    first.post(url, {**said, "amount": "129.600.000", "tax_invoice": "C26TMC-0000012"})
    row = Settlement.objects.get()
    assert row.state == "waiting"
    confirm = f"/dieu-hanh/thu-tien/tien-ve/{row.id}/"
    assert (
        "không tự xác nhận"
        in first.post(confirm, {"verdict": "confirm"}, follow=True).content.decode()
    )
    assert list_invoices(province.id)[0].state == "open"
    second.post(confirm, {"verdict": "confirm"})
    (invoice,) = list_invoices(province.id)
    assert (invoice.state, invoice.tax_invoice) == ("paid", "C26TMC-0000012")
    acts = [each.action for each in read_chain(f"billing.invoice:{invoice.id}")]
    assert acts == [
        "billing.tax_invoice_noted", "billing.settlement_asked", "billing.settlement_confirmed",
    ]  # fmt: skip

    # A month later comes the next invoice, once; unpaid it is reminded of, then holds what is new.
    later = timezone.now() + timedelta(days=32)
    for _turn in range(2):
        sweep.sweep_hour(now=later)
    assert len(list_invoices(province.id)) == 2
    mail.outbox.clear()
    for days, stage in ((24, "sắp đến hạn"), (31, "quá hạn"), (46, "tạm dừng việc mở mới")):
        for _turn in range(2):
            sweep.sweep_hour(now=later + timedelta(days=days))
        told = [each for each in mail.outbox if stage in each.subject]
        assert {to for each in told for to in each.to} >= {DETAILS["email"]}
        assert len(told) == len({to for each in told for to in each.to}), "told twice"
    assert subscription_of(province.id).is_held(later + timedelta(days=46))
    assert not subscription_of(province.id).is_held(later + timedelta(days=31))


def test_the_operator_sees_who_owes_and_sets_stuck_notices_going(province, monkeypatch):
    billing.wire(monkeypatch)
    console = an_operator("van-hanh-thu")
    assert "Không có hóa đơn nào đang chờ" in console.get("/dieu-hanh/thu-tien/").content.decode()
    assert Client(SERVER_NAME="motcua.localhost").get("/dieu-hanh/thu-tien/").status_code == 302
    story = Story(world()).buy("transfer")
    story.deliver()
    stuck = ProviderEvent.objects.filter(kind="invoice.finalized").latest("received_at")
    ProviderEvent.objects.filter(id=stuck.id).update(state="failed", tries=12, error="ProviderDown")
    Subscription.objects.filter(tenant_id=story.tenant_id).update(tenant_id=province.id)
    page = console.get("/dieu-hanh/thu-tien/").content.decode()
    for words in (province.name, "invoice.finalized", "Ghi tiền về", "Chưa đối chiếu lần nào"):
        assert words in page, words
    Subscription.objects.filter(tenant_id=province.id).update(tenant_id=story.tenant_id)
    console.post(f"/dieu-hanh/thu-tien/thong-bao/{stuck.id}/")
    stuck.refresh_from_db()
    assert stuck.state == "done"
    console.post("/dieu-hanh/thu-tien/doi-chieu/")
    assert "còn lệch 0" in console.get("/dieu-hanh/thu-tien/").content.decode()
    assert Invoice.objects.get(tenant_id=story.tenant_id).state == "open"
    story.compare_books(paid=0)


def test_a_plan_that_is_over_holds_what_is_new_and_nothing_else(province, inside_province, now):
    """Asked where a service is about to be published, not at every save of its draft."""
    from tests.unit.catalogue.test_checks import small_document

    start_trial(tenant_id=province.id, now=timezone.now() - timedelta(days=61))
    document = small_document()
    assert [each.code for each in PlanLimit().check(document)] == ["plan_held"]
    assert "plan_held" not in {each.code for each in check_service(document)}
    assert "plan_held" in {each.code for each in check_service(document, publishes=True)}
