from datetime import date

import pytest

from motcua.catalogue.api import check_service
from motcua.catalogue.domain.fees import quote
from motcua.catalogue.library import demo_services
from motcua.kernel.money import Money
from tests.factories.catalogue import small_document

BEFORE, DURING, AFTER = date(2026, 8, 14), date(2026, 8, 15), date(2027, 3, 1)
LAST = date(2027, 2, 28)


@pytest.fixture(scope="module")
def services():
    return {each.procedure.code: each for each in demo_services("province")}


@pytest.mark.parametrize(
    ("on", "assurance", "due"),
    [
        (BEFORE, 2, 24_000),
        (DURING, 2, 0),
        (LAST, 2, 0),
        (AFTER, 2, 24_000),
        (DURING, 1, 24_000),
        (DURING, 0, 24_000),
    ],
)
def test_three_extracts_cost_three_times_the_unit_unless_waived(services, on, assurance, due):
    found = quote(services["2.000635"], {"fld_so_ban_sao": 3}, on, assurance=assurance)
    assert found.total == Money(due)
    assert found.lines[0].full == Money(24_000)
    assert found.lines[0].unit.display() == "8.000 đ"
    assert found.is_complete
    assert bool(found.waived) is (due == 0)


def test_a_waiver_gives_its_reason_and_basis(services):
    (line,) = quote(services["2.000635"], {"fld_so_ban_sao": 1}, DURING, assurance=2).waived
    assert line.waiver.reason["vi"].startswith("Miễn phí cho người có tài khoản")
    assert line.waiver.legal_basis == "Thông tư 117/2026/TT-BTC"


@pytest.mark.parametrize("answer", [None, "3", -1, 1.5, True, 10_001, [], {}])
def test_an_unreadable_quantity_costs_nothing_yet_and_says_so(services, answer):
    answers = {} if answer is None else {"fld_so_ban_sao": answer}
    found = quote(services["2.000635"], answers, BEFORE)
    assert found.total == Money(0)
    assert not found.is_complete
    assert found.lines[0].quantity is None


def test_a_birth_is_free_within_sixty_days_and_not_afterwards(services):
    answers = {"fld_con_ngay_sinh": "2026-06-01", "fld_so_ban_sao": 0}
    on_time = quote(services["1.001193"], answers, date(2026, 7, 31))
    assert [line.fee_id for line in on_time.lines] == ["fee_ban_sao"]
    assert on_time.total == Money(0)
    late = quote(services["1.001193"], answers | {"fld_so_ban_sao": 2}, date(2026, 8, 1))
    assert late.total == Money(5_000 + 16_000)


def test_poor_households_pay_nothing_for_a_marital_status_certificate(services):
    marital = services["1.004873"]
    assert quote(marital, {"fld_so_ban": 2}, BEFORE).total == Money(6_000)
    exempt = quote(marital, {"fld_so_ban": 2, "fld_doi_tuong": ["ho_ngheo"]}, BEFORE)
    assert exempt.total == Money(0)
    assert exempt.waived


def test_military_registration_is_free():
    found = quote(demo_services("ministry")[0], {}, BEFORE)
    assert (found.lines, found.total, found.is_complete) == ((), Money(0), True)


def fee(**fields):
    return {"id": "fee_x", "name": {"vi": "Phí"}, "unit_minor": 1_001} | fields


def waiver(**fields):
    return {"id": f"wvr_{fields['percent']}", "reason": {"vi": "Giảm"}} | fields


def test_half_a_fee_is_rounded_for_the_citizen():
    document = small_document(fees=[fee(waivers=[waiver(percent=50)])])
    found = quote(document, {}, BEFORE)
    assert found.total == Money(500)
    assert found.waived[0].waiver.percent == 50


def test_the_best_waiver_applies_alone():
    waivers = [waiver(percent=30), waiver(percent=60), waiver(percent=90, from_date="2030-01-01")]
    found = quote(small_document(fees=[fee(unit_minor=1_000, waivers=waivers)]), {}, BEFORE)
    assert found.total == Money(400)


def test_online_may_cost_less_than_paper():
    document = small_document(fees=[fee(unit_minor=100_000, online_unit_minor=0)])
    assert quote(document, {}, BEFORE).total == Money(0)
    assert quote(document, {}, BEFORE, channel="counter").total == Money(100_000)


def test_amounts_by_time_of_payment_and_other_currencies():
    fees = [
        fee(currency="USD", unit_minor=100),
        fee(currency="USD", unit_minor=50, id="fee_y", when="counter"),
    ]
    found = quote(small_document(fees=fees), {}, BEFORE)
    assert found.total_for("before") == Money(100, "USD")
    assert found.total_for("counter") == Money(50, "USD")
    assert found.total == Money(150, "USD")


def test_a_hidden_quantity_is_not_charged():
    page = {
        "id": "pag_mot",
        "title": {"vi": "Trang"},
        "fields": [
            {"id": "fld_can", "key": "can", "type": "yes_no", "label": {"vi": "Cần bản sao?"}},
            {
                "id": "fld_so",
                "key": "so",
                "type": "number",
                "label": {"vi": "Số bản"},
                "visible_if": {"op": "eq", "args": [{"ref": "fld_can"}, {"value": True}]},
            },
        ],
    }
    document = small_document(form={"pages": [page]}, fees=[fee(quantity_field="fld_so")])
    answers = {"fld_can": False, "fld_so": 9}
    assert quote(document, answers, BEFORE).total == Money(0)
    assert quote(document, answers | {"fld_can": True}, BEFORE).total == Money(9_009)


def _priced(services, calculate):
    data = services["2.000635"].to_json()
    data["fees"] = [{"id": "fee_x", "name": {"vi": "Lệ phí"}, "calculate": calculate}]
    return type(services["2.000635"]).model_validate(data)


@pytest.mark.parametrize(
    ("copies", "due"), [(2, 16_000), (9, 30_000), (None, None), (-3, None), (10**14, None)]
)
def test_an_amount_may_be_calculated(services, copies, due):
    number = {"ref": "fld_so_ban_sao"}
    many = {"op": "between", "args": [number, {"value": 5}, {"value": 100}]}
    times = {"op": "mul", "args": [number, {"value": 8_000}]}
    document = _priced(services, {"op": "if", "args": [many, {"value": 30_000}, times]})
    answers = {} if copies is None else {"fld_so_ban_sao": copies}
    found = quote(document, answers, BEFORE)
    assert found.is_complete is (due is not None)
    assert found.total == Money(due or 0)


def test_an_amount_that_is_no_number_is_told(services):
    found = check_service(_priced(services, {"value": "nhiều"}))
    [problem] = [each for each in found if each.code == "rule.rule_result"]
    assert problem.path == "fees/fee_x"
    assert "cách tính khoản phí “Lệ phí”" in problem.message
