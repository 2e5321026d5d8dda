"""The finance officer's day, the technician's accounts, and a payer whose provider is down."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from motcua.casework import api as casework
from motcua.casework.domain.states import FeeState
from motcua.identity.api import remember_applicant
from motcua.identity.models import Account
from motcua.kernel import http
from motcua.kernel.actors import SYSTEM
from motcua.payments import api as payments
from motcua.payments.contrib.simulator import merchants
from tenants.api import in_tenant
from tests.factories import payments as make
from tests.factories.casework import usual_office
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
HOME = "/quan-tri/tai-chinh/"


@pytest.fixture
def signed_in(province, tenant_client):
    def made(*roles):
        with in_tenant(province.schema_name):
            person = make_staff(*roles)
            client = tenant_client(province.slug)
            account = Account.objects.get(pk=person.id)
            client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return made


def text_of(answer):
    return answer.content.decode()


def words_of_pdf(answer):
    assert answer.headers["Content-Type"] == "application/pdf"
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split()
    )


def upload(client, content, gateway=make.TRANSFER):
    file = SimpleUploadedFile("sao-ke.csv", content)
    return client.post(f"{HOME}doi-soat/", {"gateway": gateway, "file": file})


def test_a_day_with_one_mismatch_is_reconciled_and_reported(signed_in, province):
    today = timezone.localtime()
    with in_tenant(province.schema_name):
        make.configure_transfer(today)
        named, lost = make.open_order(today), make.open_order(today, amount=23_000)
    officer = signed_in("cashier")
    assert officer.get(HOME).status_code == 200
    bad = upload(officer, b"khong phai sao ke")
    assert (bad.status_code, "tiêu đề" in text_of(bad)) == (422, True)
    day = f"{today:%d/%m/%Y}"
    content = make.bank_csv(
        (day, 16_000, "FT1", named.reference), (day, 23_000, "FT2", "=1+1 nop phi <b>")
    )
    assert upload(signed_in("receptionist"), content).status_code == 403
    sent = upload(officer, content)
    assert sent.status_code == 302
    statement = text_of(officer.get(f"{sent['Location']}?loc=can-xu-ly"))
    assert "&lt;b&gt;" in statement
    assert named.reference not in statement
    with in_tenant(province.schema_name):
        (line,) = payments.list_lines(is_open=True)
    page = f"{HOME}doi-soat/dong/{line.id}/"
    assert lost.reference in text_of(officer.get(page))
    assert officer.post(page, {"deed": "assign", "order": lost.reference}).status_code == 422
    wrong = officer.post(page, {"deed": "assign", "order": "TT-0", "note": "x"})
    assert wrong.status_code == 404
    settled = officer.post(page, {"deed": "assign", "order": lost.reference, "note": "Gọi điện"})
    assert settled.status_code == 302
    with in_tenant(province.schema_name):
        assert payments.get_order(lost.id).is_paid
        assert payments.count_open_lines() == 0

    # The receipt's name is corrected, a part goes back, and the report adds up.
    order = f"{HOME}khoan-thu/{lost.id}/"
    typed = lost.reference.replace("-", "").lower()
    assert lost.reference in text_of(officer.get(f"{HOME}khoan-thu/", {"q": typed}))
    change = {"deed": "replace", "payer_name": "Lê Thị C", "reason": "Sai tên"}
    assert officer.post(order, change).status_code == 302
    assert (
        officer.post(order, {"deed": "refund", "amount": "99999", "reason": "x"}).status_code == 409
    )
    assert officer.post(order, {"deed": "refund", "amount": "3000"}).status_code == 422
    back = {"deed": "refund", "amount": "3000", "reason": "Thừa một bản sao"}
    assert officer.post(order, back).status_code == 302
    with in_tenant(province.schema_name):
        (refund,) = payments.list_refunds(is_open=True)
    assert "3.000 đ" in text_of(officer.get(f"{HOME}hoan-tra/"))
    deed = f"{HOME}hoan-tra/{refund.id}/"
    assert officer.post(deed, {"deed": "send"}).status_code == 302
    assert officer.post(deed, {"deed": "paid", "note": "UNC 7"}).status_code == 302
    shown = text_of(officer.get(order))
    assert "Lê Thị C" in shown
    assert "UNC 7" in shown
    period = {"first_day": today.date().isoformat(), "last_day": today.date().isoformat()}
    assert "39.000 đ" in text_of(officer.get(f"{HOME}bao-cao/", period))
    sheet = officer.get(f"{HOME}bao-cao/bang-tinh/", period)
    rows = list(load_workbook(BytesIO(b"".join(sheet.streaming_content))).active.values)
    assert rows[-1][2:8] == ("2", "0", "39000", "39000", "3000", "36000")
    report = words_of_pdf(officer.get(f"{HOME}bao-cao/giay/", period))
    assert "36.000 đ" in report
    assert "Ba mươi sáu nghìn đồng" in report
    with in_tenant(province.schema_name):
        old, new = sorted(payments.list_receipts(lost.id), key=lambda each: each.replaces)
    assert "Lê Thị C" in words_of_pdf(officer.get(f"{order}bien-lai/{new.id}/"))
    assert "ĐÃ HỦY: Sai tên" in words_of_pdf(officer.get(f"{order}bien-lai/{old.id}/"))
    assert officer.get(f"{order}bien-lai/{named.id}/").status_code == 404
    backwards = {**period, "last_day": "2020-01-01"}
    assert officer.get(f"{HOME}bao-cao/", backwards).status_code == 422


def test_accounts_are_set_tried_and_never_shown(signed_in, province):
    technician, officer = signed_in("tech_admin"), signed_in("cashier")
    page = f"{HOME}tai-khoan/gateway.momo/"
    assert officer.get(page).status_code == 403
    assert technician.get(HOME).status_code == 403
    values = {
        "partner_code": "P1",
        "access_key": "A1",
        "api_url": "http://motcua.localhost:9/momo",
        "request_type": "captureWallet",
        "secret_key": "sieu-bi-mat",
        "is_enabled": "on",
    }
    refused = technician.post(page, {**values, "api_url": "http://evil.example/"})
    assert refused.status_code == 422
    assert "sieu-bi-mat" not in text_of(refused)
    assert technician.post(page, values).status_code == 302
    kept = {**values, "secret_key": "", "partner_code": "P2"}
    assert technician.post(page, kept).status_code == 302
    shown = text_of(technician.get(page))
    assert "sieu-bi-mat" not in shown
    assert "P2" in shown
    assert "/thanh-toan/momo/ipn" in shown
    assert technician.post(page, {"deed": "try"}).status_code == 302
    assert "Không liên lạc được" in text_of(technician.get(f"{HOME}tai-khoan/"))
    assert technician.get(f"{HOME}tai-khoan/gateway.counter/").status_code == 404
    with in_tenant(province.schema_name):
        account = payments.get_account("gateway.momo")
        assert [field.is_set for field in account.fields if field.is_secret] == [True]


def test_a_payer_whose_provider_is_down_chooses_another_way(province, tenant_client, monkeypatch):
    now = timezone.now()
    with in_tenant(province.schema_name):
        office = usual_office()
        office.now = now
        case = office.received()
        accounts = merchants.demo_accounts()
        for key in ("gateway.momo", "gateway.vietqr"):
            account = accounts[key]
            payments.configure_gateway(
                key=key, options=account.options, secrets=account.secrets, by=SYSTEM, now=now
            )
        order = payments.open_order(
            subject=f"case:{case.pk}", lines=[make.line(16_000)], payer="A", by=SYSTEM, now=now
        )
    client = tenant_client(province.slug)
    with in_tenant(province.schema_name):
        session = client.session
        remember_applicant(session, office.applicant)
        session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    class Down:
        def __enter__(self):
            raise http.AddressRefused("down")

        def __exit__(self, *_failure):
            return None

    monkeypatch.setattr(http, "session", Down)
    page = f"/thanh-toan/{order.id}/"
    first = text_of(client.get(page))
    assert "16.000 đ" in first
    answer = client.post(page, {"gateway": "gateway.momo", "idempotency_key": "k"})
    assert answer.status_code == 503
    assert "Chưa có tiền nào bị trừ" in text_of(answer)
    shown = text_of(client.get(f"{page}chuyen-khoan/gateway.vietqr/"))
    assert order.reference.replace("-", "") in shown
    assert "data:image/svg+xml" in shown
    assert client.get(f"{page}chuyen-khoan/gateway.momo/").status_code == 409
    with in_tenant(province.schema_name):
        (attempt,) = payments.list_attempts(order.id)
        assert attempt.status == "begun"
        # The provider had taken the money all the same, and its file says so.
        line = (f"{now:%d/%m/%Y}", attempt.reference, 16_000, "1")
        payments.import_statement(
            gateway="gateway.momo",
            name="momo.csv",
            content=make.settlement_csv(line),
            by=make.accountant(),
            now=now,
        )
    assert "BL-" in text_of(client.get(page))


def test_a_withdrawn_dossier_s_money_is_decided_on_the_list_of_refunds(province):
    with in_tenant(province.schema_name):
        office = usual_office()
        case = office.received()
        order = payments.open_order(
            subject=f"case:{case.pk}",
            lines=[make.line(16_000)],
            payer="A",
            by=SYSTEM,
            now=office.now,
        )
        payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=office.now)
        type(case).objects.filter(pk=case.pk).update(fee_state=FeeState.PAID)
        casework.withdraw_case(case_id=case.pk, by=office.citizen, now=office.now)
        (refund,) = payments.list_refunds(is_open=True)
        assert (refund.cause, refund.total.minor) == ("withdrawn", 16_000)
        payments.settle_refund(
            refund_id=refund.id,
            is_paid_back=True,
            note="Phiếu chi 12",
            by=make.accountant(),
            now=office.now,
        )
        office.run_later_work()
        case.refresh_from_db()
        assert case.fee_state == FeeState.REFUNDED
        assert payments.get_order(order.id).status == "refunded"


def test_money_for_a_dossier_refused_at_reception_goes_back_too(province):
    with in_tenant(province.schema_name):
        office = usual_office()
        case, other = office.file(), office.file()
        for each in (case, other):
            payments.open_order(
                subject=f"case:{each.pk}",
                lines=[make.line(16_000)],
                payer="A",
                by=SYSTEM,
                now=office.now,
            )
        order = payments.find_order(f"case:{case.pk}")
        payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=office.now)
        for each in (case, other):
            casework.refuse_case(
                case_id=each.pk, reason="Sai nơi nộp", by=office.receptionist, now=office.now
            )
        (refund,) = payments.list_refunds(is_open=True)
        assert (refund.cause, refund.total.minor) == ("refused", 16_000)
        case.refresh_from_db()
        assert case.fee_state == FeeState.REFUND_DUE
        assert payments.find_order(f"case:{other.pk}").status == "cancelled"


def test_a_deed_nobody_knows_leaves_the_receipt(signed_in, province):
    now = timezone.now()
    with in_tenant(province.schema_name):
        order = make.open_order(now)
        payments.collect_at_counter(order_id=order.id, by=make.cashier(), now=now)
    page = f"{HOME}khoan-thu/{order.id}/"
    officer = signed_in("cashier")
    for deed in ("", "x", "ask"):
        assert officer.post(page, {"deed": deed, "reason": "Gõ nhầm"}).status_code == 422
    with in_tenant(province.schema_name):
        assert payments.find_receipt(order.id) is not None
    assert officer.post(page, {"deed": "cancel", "reason": "Sai tên"}).status_code == 302


def test_the_technician_puts_ways_to_pay_in_order(signed_in, province):
    now = timezone.now()
    with in_tenant(province.schema_name):
        make.configure_vnpay(now)
        make.configure_transfer(now)
    page = f"{HOME}tai-khoan/"
    technician = signed_in("tech_admin")
    assert "Đưa lên trên: Chuyển khoản ngân hàng" in text_of(technician.get(page))
    assert technician.post(page, {"gateway": make.TRANSFER}).status_code == 302
    assert technician.post(page, {"gateway": "gateway.momo"}).status_code == 404
    with in_tenant(province.schema_name):
        assert payments.list_gateways()[0].key == make.TRANSFER
    assert signed_in("cashier").post(page, {"gateway": make.TRANSFER}).status_code == 403
