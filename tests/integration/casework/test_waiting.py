"""Waiting for the citizen: confirmation, silence, money."""

from datetime import timedelta

import pytest

from motcua.casework import api
from motcua.payments import api as payments
from motcua.workflow.api import WorkItemTaken, fire_timers
from tests.factories.casework import actor, steps_with_confirmation, usual_office
from tests.factories.casework import steps_with_fee as fee_steps
from tests.factories.identity import make_applicant
from tests.integration.casework.test_flow import states_of

STATES = api.NationalState


def waiting_office(**parts):
    return usual_office(process={"steps": steps_with_confirmation()}, **parts)


def at_confirmation(office):
    case = office.received()
    office.decide(case, "pass", office.specialist)
    case.refresh_from_db()
    assert case.holder_step_id == "stp_confirm"
    return case


def test_the_citizen_confirms(inside_province):
    office = waiting_office()
    case = at_confirmation(office)
    assert case.paused_at is not None
    from motcua.identity.api import applicant_actor

    stranger = applicant_actor(make_applicant())
    for by, error in ((stranger, api.CaseMissing), (office.specialist, api.CaseNotYours)):
        with pytest.raises(error):
            api.answer_step(
                work_item_id=case.holder_item_id, outcome="out_yes", by=by, now=office.now
            )
    office.later(hours=1)
    api.answer_step(
        work_item_id=case.holder_item_id, outcome="out_yes", by=office.citizen, now=office.now
    )
    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"
    assert case.paused_at is None


def test_silence_means_agreement(inside_province):
    office = waiting_office()
    case = at_confirmation(office)
    item = case.holder_item_id
    office.later(days=3)
    assert fire_timers(now=office.now) >= 1
    office.run_later_work()
    office.run_later_work()
    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"
    assert "hết thời gian" in api.timeline(case.pk, by=office.citizen)[-1].sentence
    with pytest.raises(WorkItemTaken):
        api.answer_step(work_item_id=item, outcome="out_no", by=office.citizen, now=office.now)


def fee_office(**fee):
    rule = {
        "id": "fee_copy",
        "name": {"vi": "Lệ phí bản sao"},
        "unit_minor": 8000,
        "quantity_field": "fld_copies",
        "when": "after",
        **fee,
    }
    return usual_office(process={"steps": fee_steps()}, fees=[rule])


def test_the_dossier_waits_for_the_fee_and_goes_on_when_it_is_paid(inside_province):
    office = fee_office()
    case = office.received()
    due = case.due_at
    office.decide(case, "pass", office.specialist)
    case.refresh_from_db()
    assert case.state is STATES.FEE
    assert case.fee_state == "due"
    order = payments.find_order(f"case:{case.pk}")
    assert order.total.minor == 16_000
    office.later(days=1)
    cashier = actor("cashier", agency=office.agency)
    payments.collect_at_counter(order_id=order.id, by=cashier, now=office.now)
    office.run_later_work()
    office.run_later_work()
    case.refresh_from_db()
    assert (case.fee_state, case.holder_step_id) == ("paid", "stp_sign")
    assert states_of(case) == [1, 2, 4, 6, 4]
    assert case.due_at == due + timedelta(days=1)


def test_a_waived_fee_is_not_waited_for(inside_province):
    waiver = {"id": "wvr_all", "percent": 100, "reason": {"vi": "Miễn lệ phí"}}
    office = fee_office(waivers=[waiver])
    case = office.received()
    office.decide(case, "pass", office.specialist)
    case.refresh_from_db()
    assert case.holder_step_id == "stp_sign"
    assert case.fee_state == "waived"
    assert 6 not in states_of(case)


def test_a_duty_that_comes_up_stops_the_clock(office):
    case = office.received()
    api.claim_work(work_item_id=case.holder_item_id, by=office.specialist, now=office.now)
    line = payments.FeeLine("Thuế đất", "phi", 50_000, 1, 50_000)
    api.ask_fee(case_id=case.pk, lines=[line], by=office.specialist, now=office.now)
    case.refresh_from_db()
    assert case.state is STATES.FEE
    order = api.open_case_order(case_id=case.pk, by=office.citizen, now=office.now)
    assert order.total.minor == 50_000
    office.later(hours=2)
    payments.collect_at_counter(
        order_id=order.id, by=actor("cashier", agency=office.agency), now=office.now
    )
    office.run_later_work()
    case.refresh_from_db()
    assert case.state is STATES.PROCESSING
    assert case.holder_step_id == "stp_appraise"


def test_nothing_is_charged_twice(inside_province):
    """Paid on the citizen's own initiative before the fee step: the step is passed."""
    office = fee_office()
    case = office.received()
    order = api.open_case_order(case_id=case.pk, by=office.citizen, now=office.now)
    assert order == api.open_case_order(case_id=case.pk, by=office.citizen, now=office.now)
    cashier = actor("cashier", agency=office.agency)
    payments.collect_at_counter(order_id=order.id, by=cashier, now=office.now)
    office.run_later_work()
    case.refresh_from_db()
    assert case.fee_state == "paid"
    with pytest.raises(payments.LinesInvalid):
        api.open_case_order(case_id=case.pk, by=office.citizen, now=office.now)
    office.decide(case, "pass", office.specialist)
    case.refresh_from_db()
    assert (case.holder_step_id, case.fee_state) == ("stp_sign", "paid")


def test_a_second_duty_gets_an_order_of_its_own(inside_province):
    office = fee_office()
    case = office.received()
    cashier = actor("cashier", agency=office.agency)
    first = api.open_case_order(case_id=case.pk, by=office.citizen, now=office.now)
    payments.collect_at_counter(order_id=first.id, by=cashier, now=office.now)
    office.run_later_work()
    line = payments.FeeLine("Thuế", "phi", 9_000, 1, 9_000)
    api.ask_fee(case_id=case.pk, lines=[line], by=office.specialist, now=office.now)
    second = api.open_case_order(case_id=case.pk, by=office.citizen, now=office.now)
    assert (second.total.minor, second.subject) == (9_000, f"case:{case.pk}:2")
    payments.collect_at_counter(order_id=second.id, by=cashier, now=office.now)
    office.run_later_work()
    case.refresh_from_db()
    assert (case.state, case.fee_state) == (STATES.PROCESSING, "paid")
    api.ask_fee(case_id=case.pk, lines=[line], by=office.specialist, now=office.now)
    third = api.open_case_order(case_id=case.pk, by=office.citizen, now=office.now)
    assert (third.is_pending, third.subject) == (True, f"case:{case.pk}:3")
