"""Papers taken in and made files, results by post, and one input that opens anything."""

import io

import pytest
from pypdf import PdfReader

from motcua.casework import api as casework
from motcua.casework.counter import api
from motcua.casework.counter.models import PostItem, TakenComponent
from motcua.casework.models import Case
from motcua.casework.operations.retention import _erase_around
from motcua.files.api import open_file
from motcua.kernel.actors import PermissionMissing
from motcua.kernel.audit import read_chain, verify_chain
from tests.factories import files as bytes_of
from tests.factories.casework import actor, make_office, usual_office

pytestmark = pytest.mark.django_db
PART = "cmp_paper"


@pytest.fixture
def office(inside_province):
    part = {"id": PART, "name": {"vi": "Giấy chứng sinh"}, "originals": 1}
    return usual_office(components=[part])


def take(office, case, by=None, **given):
    return api.take_component(
        case_id=case.pk,
        component_id=given.pop("component_id", PART),
        paper_form=given.pop("paper_form", api.PaperForm.ORIGINAL),
        by=by or office.receptionist,
        now=office.now,
        **given,
    )


def test_sheets_become_one_file_under_the_officers_name(office):
    earlier, case = office.issued(), office.received()
    view = casework.get_case(case.pk, by=office.receptionist, now=office.now)
    assert [each.is_here for each in api.components_of(view)] == [False]
    take(office, case)
    scans = [
        api.Scan("trang 1.png", io.BytesIO(bytes_of.png(40, 60))),
        api.Scan("trang 2.jpg", io.BytesIO(picture())),
        api.Scan("trang 3.pdf", io.BytesIO(one_page())),
    ]
    take(office, case, scans=scans)
    found = api.components_of(view)[0]
    assert (found.state, found.pages, found.paper_form) == (1, 3, 0)
    assert found.officer_name == office.receptionist.name
    with open_file(found.file_id) as stream:
        assert len(PdfReader(io.BytesIO(stream.read())).pages) == 3
    acts = [each.action for each in read_chain(case.audit_subject)]
    assert acts.count("case.component_taken") == 2
    assert verify_chain(case.audit_subject).intact

    with pytest.raises(api.ComponentInvalid):
        take(office, case, component_id="cmp_other")
    with pytest.raises(api.ComponentInvalid):
        take(office, case, scans=[api.Scan("hỏng.pdf", io.BytesIO(b"%PDF-1.4\nhong"))])
    with pytest.raises(api.ComponentInvalid):
        take(office, case, source="H36.99-260101-0001")
    with pytest.raises(PermissionMissing):
        take(office, case, by=office.specialist)
    with pytest.raises(casework.CaseMissing):
        take(office, case, by=actor("receptionist", agency=make_office().agency))

    # The valid result of another dossier of the same person stands in for the paper.
    assert take(office, case, source=earlier.code).state == api.ComponentState.FROM_RESULT
    _erase_around(case, [])
    assert not TakenComponent.objects.filter(case=case).exists()


def picture():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    return out.getvalue()


def one_page():
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 300)
    writer.write(out)
    return out.getvalue()


def test_a_result_by_post_arrives_at_the_second_try(office):
    case = office.issued()
    to = api.Address("Trần Thị Mẫu", "0912345678", "Số 1, phường Thử")
    asking = {"case_id": case.pk, "to": to, "by": office.returner, "now": office.now}
    with pytest.raises(api.PostInvalid):
        api.register_post(**asking | {"to": api.Address("Mẫu", "09", " ")})
    item = api.register_post(**asking)
    with pytest.raises(api.PostMoved):
        api.register_post(**asking)
    deed = {"by": office.returner, "now": office.now}
    with pytest.raises(api.PostMoved):
        api.note_delivered(item_id=item, **deed)
    with pytest.raises(api.PostInvalid):
        api.dispatch_post(codes={item: " "}, agency_id=office.agency.id, **deed)
    number = api.dispatch_post(codes={item: "vn 001"}, agency_id=office.agency.id, **deed)
    assert [each.dispatch_code for each in api.post_list(number, by=office.returner)] == ["VN001"]
    assert api.post_list(number, by=actor("returner", agency=make_office().agency)) == []
    case.refresh_from_db()
    assert (case.delivery_state, case.national_state) == ("sent_out", 9)
    api.note_failed(item_id=item, reason="Vắng nhà", **deed)
    api.note_returned(item_id=item, **deed)
    case.refresh_from_db()
    assert (case.delivery_state, case.national_state) == ("came_back", 9)
    second = api.register_post(**asking)
    with pytest.raises(api.PostInvalid):
        api.dispatch_post(codes={second: "VN001"}, agency_id=office.agency.id, **deed)
    api.dispatch_post(codes={second: "VN002"}, agency_id=office.agency.id, **deed)
    api.note_delivered(item_id=second, **deed)
    case.refresh_from_db()
    assert (case.delivery_state, case.national_state) == ("handed_over", 10)
    assert PostItem.objects.get(pk=second).state == "delivered"
    told = read_chain(case.audit_subject)[-1]
    assert told.data["dispatch_code"] == "VN002"


def test_one_input_opens_what_one_may_read(office):
    case = office.issued()
    token = case.outputs.get().token
    for text in (
        case.code,
        f" {case.code.lower()} ",
        case.reference,
        f"https://mot-cua.example/tra-cuu/?ma={case.code}",
        f"https://mot-cua.example/xac-minh/{token}/",
    ):
        assert api.open_code(text, by=office.receptionist, now=office.now).id == case.pk, text
        stranger = actor("receptionist", agency=make_office().agency)
        assert api.open_code(text, by=stranger, now=office.now).kind == "nothing"
    for text in ("", "A001", "x" * 5_000, "https://x/tra-cuu/?ma=", "https://x/xac-minh/"):
        assert api.open_code(text, by=office.receptionist, now=office.now).kind == "nothing"


def test_who_takes_a_result_for_another_shows_by_what_right(office):
    case = office.issued()
    given = {"name": "Lê Văn Hộ", "method": "counter", "number": "079203001234"}
    with pytest.raises(casework.ReasonMissing):
        casework.hand_over(
            case_id=case.pk,
            recipient=casework.Recipient(**given, relation="authorised"),
            by=office.returner,
            now=office.now,
        )
    casework.hand_over(
        case_id=case.pk,
        recipient=casework.Recipient(
            **given, relation="authorised", authorisation="Giấy ủy quyền 12/2026", signed=True
        ),
        by=office.returner,
        now=office.now,
    )
    told = read_chain(case.audit_subject)[-1].data
    assert (told["relation"], told["signed"]) == ("authorised", True)
    assert "079203001" not in str(told)
    assert Case.objects.get(pk=case.pk).delivery_state == "handed_over"
