"""The promised date and its history: pauses by law, apology in time, both ways of counting."""

from datetime import timedelta

import pytest

from motcua.casework import api
from motcua.casework.models import DueChange
from tests.factories.casework import (
    APPRAISE,
    RECEPTION,
    RELEASE,
    RETURN,
    SIGN,
    document,
    make_office,
    outcome,
    step,
)

pytestmark = pytest.mark.django_db


def history(case):
    rows = DueChange.objects.filter(case=case).order_by("at", "id")
    return [(row.kind, row.legal_basis) for row in rows]


def test_a_pause_needs_reason_and_law_and_moves_the_date_by_its_working_time(office):
    case = office.received()
    due = case.due_at
    for reason, basis in (("Hỏi ý kiến", " "), (" ", "Điều 9")):
        with pytest.raises(api.ReasonMissing):
            api.pause_case(
                case_id=case.pk, reason=reason, legal_basis=basis, by=office.leader, now=office.now
            )
    api.pause_case(
        case_id=case.pk,
        reason="Hỏi ý kiến",
        legal_basis="Điều 9 Nghị định 118",
        by=office.leader,
        now=office.now,
    )
    # Monday 09:00 to Tuesday 09:00 is one working day.
    api.resume_case(case_id=case.pk, by=office.leader, now=office.later(days=1))
    case.refresh_from_db()
    assert case.original_due_at == due
    assert case.due_at == due + timedelta(days=1)
    before = case.due_at
    with pytest.raises(api.DueInvalid):
        api.apologise(
            case_id=case.pk,
            due_at=before - timedelta(hours=1),
            reason="Sớm hơn",
            by=office.leader,
            now=office.now,
        )
    api.apologise(
        case_id=case.pk,
        due_at=before + timedelta(days=3),
        reason="Phải xác minh",
        legal_basis="Điều 20",
        by=office.leader,
        now=office.now,
    )
    assert history(case) == [
        ("set", ""),
        ("pause", "Điều 9 Nghị định 118"),
        ("resume", ""),
        ("extend", "Điều 20"),
    ]
    with pytest.raises(api.DueInvalid):
        api.apologise(
            case_id=case.pk,
            due_at=before + timedelta(days=30),
            reason="Đã quá hạn",
            by=office.leader,
            now=before + timedelta(days=4),
        )


def test_a_day_the_citizen_chose_is_not_the_authoritys_time(inside_province):
    """P3: both come on the day they named; until then the clock stands still."""
    day = {
        "id": "fld_day",
        "key": "ngay_hen",
        "type": "date",
        "label": {"vi": "Ngày hẹn"},
    }
    raw = document()
    raw["form"]["pages"][0]["fields"].append(day)
    appraise = {**APPRAISE, "outcomes": [outcome("pass", "stp_wait", "Đủ điều kiện")]}
    wait = step(
        "wait",
        "wait_date",
        "",
        outcome("come", "stp_sign", "Đã đến ngày"),
        until={"field": "fld_day", "days_before": 0},
        label="Chờ ngày hẹn",
    )
    steps = [RECEPTION, appraise, wait, SIGN, RELEASE, RETURN]
    office = make_office(form=raw["form"], process={"steps": steps})
    case = office.received()
    office.decide(case, "pass", office.specialist)
    case.refresh_from_db()
    assert case.holder_step_kind == "wait_date"
    assert case.paused_at == office.now
    assert case.deadline_at is None
