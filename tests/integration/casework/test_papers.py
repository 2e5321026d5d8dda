"""Papers say what is true, and what people typed stays text."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from motcua.casework.models import Paper
from motcua.files.api import open_file
from tests.factories.casework import NOW, usual_office
from tests.factories.identity import make_applicant

MARKUP = '#eval("1") *đậm* $x$ <script>alert(1)</script> \\ {form.name} "]#'


def words_of(paper):
    with open_file(paper.file_id) as stream:
        pages = PdfReader(BytesIO(stream.read())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_receipt_carries_what_the_law_asks(office):
    case = office.received()
    office.run_later_work()
    words = words_of(Paper.objects.get(case=case, kind="receipt_01"))
    case.refresh_from_db()
    for expected in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
        office.agency.name.upper(),
        "Lâm Đồng, ngày 15 tháng 6 năm 2026",
        "Số: 01/2026/TNHS",
        case.code,
        "Trần Thị Mẫu",
        "Giấy chứng sinh",
        "3 ngày làm việc",
        "09 giờ 00 phút, ngày 15/06/2026",
        "17 giờ 00 phút, ngày 18/06/2026",
    ):
        assert expected in words


def test_what_people_typed_is_never_markup(inside_province):
    office = usual_office()
    case = office.received()
    office.decide(case, "reject", office.specialist, note=MARKUP)
    office.run_later_work()
    words = words_of(Paper.objects.get(case=case, kind="refusal_03"))
    for piece in ('#eval("1") *đậm* $x$', "<script>alert(1)</script>", "{form.name}"):
        assert piece in words


def test_a_name_in_the_result_is_text_too(office, monkeypatch):
    from tests.factories import submissions as filing

    # Proven names are locked; this one a person may type.
    office.applicant = make_applicant(acr="LoA1")
    name = "Lê {case.code} #eval(1)"
    answers = {**filing.ANSWERS["pag_who"], "f-fld_name": [name]}
    monkeypatch.setitem(filing.ANSWERS, "pag_who", answers)
    case = office.issued()
    words = words_of(Paper.objects.get(case=case, kind="result"))
    assert f"Cấp cho {name}, theo hồ sơ" in words


def test_the_apology_and_the_control_slip(office):
    from motcua.casework import api

    case = office.issued()
    office.hand_over(case)
    late = office.received()
    api.apologise(
        case_id=late.pk,
        due_at=late.due_at + timedelta(days=1),
        reason="Cần xác minh thêm",
        by=office.leader,
        now=office.now,
    )
    office.run_later_work()
    slip = words_of(Paper.objects.get(case=case, kind="control_slip_06"))
    for expected in ("Tiếp nhận hồ sơ", "Thẩm định", "Ký duyệt", "Đã phát hành", "đúng hạn"):
        assert expected in slip
    apology = words_of(Paper.objects.get(case=late, kind="apology_04"))
    assert "17 giờ 00 phút, ngày 18/06/2026" in apology
    assert "17 giờ 00 phút, ngày 19/06/2026" in apology
    assert "Cần xác minh thêm" in apology


@pytest.mark.parametrize("kind", ["receipt_01"])
def test_rendering_twice_gives_the_same_bytes(office, kind):
    from motcua.casework.operations.papers import TEMPLATE
    from motcua.files.api import render_pdf

    case = office.received()
    office.run_later_work()
    paper = Paper.objects.get(case=case, kind=kind)
    with open_file(paper.file_id) as stream:
        assert stream.read() == render_pdf(TEMPLATE, paper.data, made_at=paper.created_at)


def test_another_persons_paper_names_another_person(office):
    case = office.received()
    office.applicant = make_applicant(name="Lê Văn Khác", personal_number="079203001234")
    other = office.received()
    assert "001190000123" in str(Paper.objects.get(case=case).data)
    assert "001190000123" not in str(Paper.objects.get(case=other).data)
    assert case.submitted_at == NOW
