"""Reports and proposals: sent by anybody, followed by code and secret, handled in their terms."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motcua.kernel.actors import Actor, PermissionMissing
from motcua.kernel.audit import verify_chain
from motcua.notifications.models import Message
from motcua.petitions import api
from motcua.petitions.models import Petition
from tests.cases import try_each
from tests.factories.casework import actor

pytestmark = pytest.mark.django_db
ANYBODY = Actor(kind="anonymous", id=None, name="Trần Thị Mẫu")
MONDAY = datetime(2026, 6, 15, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
WISH = {
    "kind": "phan_anh",
    "title": "Quầy số 3 đóng sớm",
    "text": "Chiều thứ sáu quầy đóng trước 17 giờ nên tôi không nộp được.",
    "name": "Trần Thị Mẫu",
    "email": "mau@example.vn",
}


def sent(now: datetime = MONDAY, **other: Any) -> api.Sent:
    return api.send_petition(
        wish=api.Wish(**WISH | other), client="203.0.113.7", by=ANYBODY, now=now
    )


def day_of(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(MONDAY.tzinfo).strftime("%d/%m")


def test_from_sending_to_the_published_answer(inside_province: Any) -> None:
    control, leader = actor("procedure_control"), actor("leader")
    made = sent()
    assert day_of(made.due_at) == "17/06"  # two working days after Monday
    which = {"petition_id": made.id, "by": control}
    api.ask_sender(question="Ông/bà đến ngày nào?", now=MONDAY, **which)
    shown = api.track_petition(made.code, made.secret.lower(), client="a", now=MONDAY)
    assert (shown.state, shown.reply, day_of(shown.due_at)) == (
        "waiting", "Ông/bà đến ngày nào?", "22/06",
    )  # fmt: skip
    assert (shown.name, shown.email) == ("", "")
    late = MONDAY + timedelta(days=10)
    api.add_to_petition(code=made.code, secret=made.secret, text="Ngày 12/6.", client="a", now=late)
    assert not Petition.objects.get().was_late  # the sender's own delay is not the office's
    with pytest.raises(PermissionMissing):
        api.accept_petition(petition_id=made.id, by=leader, now=late)
    api.accept_petition(now=late + timedelta(days=7), **which)
    assert Petition.objects.get().was_late
    with pytest.raises(api.PetitionMoved):
        api.accept_petition(now=late, **which)
    api.answer_petition(answer="Đã nhắc quầy mở đủ giờ.", now=late, **which)
    assert api.list_published() == ([], 0)
    api.publish_petition(
        text="Quầy đóng sớm chiều thứ sáu.", answer="Đã nhắc quầy.", now=late, **which
    )
    (item,), total = api.list_published()
    assert (total, item["public_text"]) == (1, "Quầy đóng sớm chiều thứ sáu.")
    assert "Mẫu" not in str(item)
    api.unpublish_petition(now=late, **which)
    assert api.list_published() == ([], 0)
    assert verify_chain(f"petition:{made.id}").intact
    told = Message.objects.filter(subject_ref=f"petition:{made.id}").values_list("event", flat=True)
    assert sorted(told) == [
        "petition_accepted", "petition_answered", "petition_asked", "petition_received",
    ]  # fmt: skip
    raw = Petition.objects.extra(select={"raw": "content::text"}).values_list("raw", flat=True)[0]
    assert "Mẫu" not in raw


def test_what_is_wrong_is_refused_and_nothing_is_kept(inside_province: Any) -> None:
    wrong = (
        ({"kind": "x"}, "kind"), ({"title": "abc"}, "title"), ({"text": "ngắn"}, "text"),
        ({"text": "x" * 5001}, "text"), ({"name": " "}, "name"), ({"email": ""}, "email"),
        ({"agency_id": "01a20289-3331-7124-bfda-9e25aad1429b"}, "agency"),
    )  # fmt: skip

    def refused(case: tuple[dict[str, Any], str]) -> None:
        with pytest.raises(api.PetitionInvalid) as caught:
            sent(**case[0])
        assert caught.value.field == case[1]

    try_each(wrong, refused, name=str)
    assert not Petition.objects.exists()
    made = sent()
    for code, secret in ((made.code, "00000000"), ("PA-00000000", made.secret), ("", "²")):
        with pytest.raises(api.PetitionTrackingRefused):
            api.track_petition(code, secret, client="b", now=MONDAY)
    control = actor("procedure_control")
    for text in ("", "    ", "x" * 10_001):
        with pytest.raises(api.PetitionInvalid):
            api.refuse_petition(petition_id=made.id, reason=text, by=control, now=MONDAY)
    assert api.get_petition(made.id, by=control, now=MONDAY).state == "new"


def test_lists_are_by_urgency_and_cost_the_same(
    inside_province: Any, django_assert_max_num_queries: Any
) -> None:
    control = actor("procedure_control")
    first, second = sent(), sent(MONDAY + timedelta(days=1))
    api.accept_petition(petition_id=first.id, by=control, now=MONDAY)
    with django_assert_max_num_queries(6):
        page = api.list_petitions(state="open", by=control, now=MONDAY)
    assert [each.code for each in page.items] == [second.code, first.code]
    counts = api.count_petitions(by=control, now=MONDAY + timedelta(days=4))
    assert (counts.by_state, counts.late) == ({"new": 1, "accepted": 1}, 1)


def test_the_pages(province: Any, tenant_client: Any) -> None:
    from tenants.api import in_tenant

    client = tenant_client(province.slug)
    page = client.get("/phan-anh/?ho-so=H36-1")
    assert page.status_code == 200
    bad = client.post("/phan-anh/", {"kind": "phan_anh", "stamp": page.context["stamp"]})
    assert bad.status_code == 422
    # Filled in at once, as no person does: thanked for and thrown away.
    fast = client.post("/phan-anh/", {**WISH, "stamp": page.context["stamp"]})
    assert fast.status_code == 200
    with in_tenant(province.schema_name):
        assert not Petition.objects.exists()
        made = sent()
    for path in ("/phan-anh/tra-cuu/", "/phan-anh/cong-khai/?trang=x"):
        assert client.get(path).status_code == 200
    wrong = client.post("/phan-anh/tra-cuu/", {"code": made.code, "secret": "x\x00"})
    assert wrong.status_code == 403
    right = client.post("/phan-anh/tra-cuu/", {"code": made.code, "secret": made.secret})
    assert "Chờ tiếp nhận" in right.content.decode()
    moved = {"code": made.code, "secret": made.secret, "deed": "add", "text": "Thêm chi tiết."}
    assert client.post("/phan-anh/tra-cuu/", moved).status_code == 409
