"""Corrections of answers that are more than one value."""

from typing import Any

import pytest

from motcua.casework import api
from motcua.kernel.actors import SYSTEM
from motcua.submissions import api as submissions
from tests.factories import submissions as filing
from tests.factories.casework import document, make_office
from tests.factories.submissions import field

pytestmark = pytest.mark.django_db


def test_a_whole_group_is_corrected_with_its_rows(inside_province: Any, monkeypatch: Any) -> None:
    form = document()["form"]
    named = field("kin_name", "short_text", required=True, label="Họ tên")
    born = field("kin_born", "date", label="Ngày sinh")
    form["pages"][1]["fields"].append(field("kin", "group", label="Con", fields=[named, born]))
    before = {"f-fld_kin-rows": ["r1"], "f-fld_kin-r1-fld_kin_name": ["Lê Văn An"]}
    monkeypatch.setitem(filing.ANSWERS, "pag_what", {"f-fld_copies": ["2"], **before})
    office = make_office(form=form)
    case = office.received()
    page = api.mending_page(case.pk, "fld_kin", by=office.specialist)
    assert page is not None
    assert page.old == "Con 1, Họ tên: Lê Văn An"
    assert api.mending_page(case.pk, "fld_paper", by=office.specialist) is None
    wish = {"case_id": case.pk, "field_id": "fld_kin", "reason": "Thiếu người con thứ hai"}
    wish |= {"by": office.specialist, "now": office.now}
    rows = {**before, "f-fld_kin-rows": ["r1", "r2"]}
    with pytest.raises(api.MendingInvalid):
        api.propose_mending(**wish, posted={**rows, "f-fld_kin-r2-fld_kin_name": [""]})
    with pytest.raises(api.MendingInvalid):
        api.propose_mending(**wish, posted={"f-fld_copies": ["9"], **before})
    more = {**rows, "f-fld_kin-r2-fld_kin_name": ["Lê Thị Bình"]}
    more |= {"f-fld_kin-r2-fld_kin_born-day": ["3"], "f-fld_kin-r2-fld_kin_born-month": ["2"]}
    api.propose_mending(**wish, posted=more | {"f-fld_kin-r2-fld_kin_born-year": ["2020"]})
    (waiting,) = api.get_case(case.pk, by=office.citizen, now=office.now).mendings
    assert waiting.new.splitlines()[1:] == [
        "Con 2, Họ tên: Lê Thị Bình",
        "Con 2, Ngày sinh: 03/02/2020",
    ]
    api.confirm_mending(mending_id=waiting.id, by=office.citizen, now=office.now)
    case.refresh_from_db()
    answers = submissions.get_submission(case.submission_id, by=SYSTEM).answers
    assert [each["fld_kin_name"] for each in answers["fld_kin"]] == [
        "Lê Văn An",
        "Lê Thị Bình",
    ]
    assert answers["fld_copies"] == 2
