"""Surveys: made from a template, published by two people, answered once, counted in steps."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from motcua.casework.standing_api import CaseFinished
from motcua.identity.leaving import account_parts
from motcua.kernel.actors import Actor, PermissionMissing
from motcua.kernel.audit import verify_chain
from motcua.notifications.api import send_waiting
from motcua.notifications.models import InboxEntry
from motcua.surveys import api
from motcua.surveys.models import Survey, SurveyResponse, SurveyText, SurveyTicket
from motcua.surveys.operations import inviting
from motcua.surveys.operations.keeping import mix_answers, tend_surveys
from tests.cases import try_each
from tests.factories.casework import actor, usual_office
from tests.factories.identity import make_applicant
from tests.factories.surveys import MINIMAL, answer, make_survey, view_of
from tests.fixtures import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_from_a_template_to_the_published_results(inside_province: Any) -> None:
    author, chief, reader = actor("editor"), actor("chief_editor"), actor("inspector")
    known: dict[str, Any] = {"by": author, "now": NOW}
    made = api.create_survey(title="Bà con cần gì?", template="needs", **known)
    which: dict[str, Any] = {"survey_id": made}
    change = {
        "op": "update",
        "what": "page",
        "id": "pag_can_gi",
        "set": {"title": {"vi": "Cần gì"}},
    }
    saved = api.apply_operations(operations=[change], base_revision=1, **which, **known)
    assert (saved.revision, saved.can_undo, saved.problems) == (2, True, ())
    with pytest.raises(api.SurveyConflict):
        api.apply_operations(operations=[change], base_revision=1, **which, **known)
    assert api.undo(base_revision=2, **which, **known).can_redo
    assert (
        api.redo(base_revision=3, **which, **known).document.form.pages[0].title["vi"] == "Cần gì"
    )
    api.request_publication(note="", **which, **known)
    with pytest.raises(api.SurveyLocked):
        api.apply_operations(operations=[change], base_revision=4, **which, **known)
    with pytest.raises(PermissionMissing):
        api.approve_publication(**which, **known)
    api.send_back(reason="Thêm câu hỏi về tuổi", by=chief, now=NOW, **which)
    api.request_publication(note="Đã có", by=chief, now=NOW, **which)
    with pytest.raises(api.SamePerson):
        api.approve_publication(by=chief, now=NOW, **which)
    api.approve_publication(by=actor("chief_editor"), now=NOW, **which)
    survey = view_of(made)
    assert [each.slug for each in api.list_open(now=NOW).open] == ["ba-con-can-gi"]
    stands = Survey.objects.filter(pk=made)
    for wrong in ({"is_anonymous": False}, {"draft": {}}, {"status": "draft"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            stands.update(**wrong)
    for age in ("30_44", "30_44", "30_44", "30_44", "30_44", "from_60", "from_60"):
        answer(survey, {**MINIMAL, "fld_tuoi": age, "fld_o_dau": f"Thôn {age}"})
    shown = api.results_of(made, group_by="fld_tuoi", by=reader, now=NOW)
    assert (shown.total, shown.crossed, shown.may_export) == (7, (), False)
    assert [each["answered"] for each in shown.questions] == [7, None, 7, 7, None, 7]
    with pytest.raises(api.ResultsWithheld):
        api.export_table(made, language="vi", by=reader, now=NOW)
    with pytest.raises(api.SurveyMoved):
        api.publish_results(by=chief, now=NOW, **which)
    api.close_survey(by=chief, now=NOW, **which)
    with pytest.raises(api.SurveyClosed):
        answer(survey)
    shown = api.results_of(made, group_by="fld_tuoi", by=reader, now=NOW)
    sizes = [each["size"] for each in shown.crossed[0]["groups"]]
    assert sizes == [0, None, 0, None]  # two are too few, and five would give them away
    heads, lines = api.export_table(made, language="vi", by=reader, now=NOW)
    assert "Người trả lời" not in heads
    assert sorted(line[heads.index("Tuổi của ông/bà")] for line in lines)[0] == "30 đến 44"
    texts = api.list_texts(made, state="waiting", by=chief).items
    one: dict[str, Any] = {"survey_id": made, "by": chief, "now": NOW}
    api.settle_text(text_id=texts[0].id, publish=True, reason="", **one)
    with pytest.raises(api.SurveyInvalid):
        api.settle_text(text_id=texts[1].id, publish=False, reason=" ", **one)
    api.settle_text(text_id=texts[1].id, publish=False, reason="Có số điện thoại", **one)
    api.publish_results(by=chief, now=NOW, **which)
    told = api.public_results(survey.slug)
    assert told["total"] == 7
    assert told["texts"] == {"fld_o_dau": [texts[0].text]}
    later = NOW + 366 * DAY
    tend_surveys(now=later)
    assert not SurveyResponse.objects.filter(survey_id=made).exists()
    assert api.results_of(made, group_by="", by=reader, now=later).total == 7
    assert api.public_results(survey.slug) == told
    assert verify_chain(f"survey:{made}").intact


def test_anonymous_means_that_nothing_leads_to_anybody(inside_province: Any) -> None:
    survey = make_survey(audience="account")
    people = [make_applicant(sub=f"01a20289-3331-4124-bfda-9e25aad1429{n}") for n in range(6)]
    for person in people:
        answer(survey, applicant=person)
    with pytest.raises(api.AlreadyAnswered):
        answer(survey, applicant=people[0])
    with pytest.raises(api.NotInvited):
        answer(survey)
    rows = SurveyResponse.objects.filter(survey_id=survey.id)
    tickets = SurveyTicket.objects.filter(survey_id=survey.id)
    assert (rows.count(), tickets.count()) == (6, 6)
    assert all(set(each.content) == {"answers"} for each in rows)
    assert all(each.pk.version == 4 and each.applicant_id is None for each in rows)
    columns = {each.name for each in SurveyResponse._meta.get_fields() if each.concrete}
    assert columns == {"id", "survey", "content", "applicant_id", "is_mixed"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM surveys_response")
        assert not any(b"duong" in bytes(row[0]) for row in cursor.fetchall())
        assert mix_answers(survey.id) == 6
        cursor.execute("SELECT ctid::text, xmin::text FROM surveys_response")
        moved = cursor.fetchall()
        cursor.execute("SELECT xmin::text FROM surveys_ticket")
        marks = {row[0] for row in cursor.fetchall()}
    assert len(moved) == 6
    assert {each[1] for each in moved}  # one writing moved them all
    assert len({each[1] for each in moved}) == 1
    assert marks
    assert mix_answers(survey.id) == 0
    assert len({str(each.content) for each in rows.all()}) == 1
    by = actor("inspector")
    before = api.results_of(survey.id, group_by="", by=by, now=NOW)
    answer(survey, {**MINIMAL, "fld_tuoi": "to_29"}, applicant=make_applicant())
    after = api.results_of(survey.id, group_by="fld_tuoi", by=by, now=NOW)
    assert (before.total, after.total, before.questions) == (6, 6, after.questions)
    assert not api.list_texts(survey.id, state="waiting", by=by).total


def test_named_answers_have_a_name_and_let_it_go_with_the_account(inside_province: Any) -> None:
    named = make_survey("policy", audience="account", is_anonymous=False)
    person = make_applicant()
    answer(named, {"fld_quan_diem": "khong", "fld_phan_nao": "Điều 3"}, applicant=person)
    reader = actor("inspector")
    heads, lines = api.export_table(named.id, language="vi", by=reader, now=NOW)
    assert heads[0] == "Người trả lời"
    assert next(lines)[0] == person.full_name
    for part in account_parts:
        part.let_go(person.id, now=NOW)
    assert SurveyResponse.objects.get().applicant_id is None
    _heads, lines = api.export_table(named.id, language="vi", by=reader, now=NOW)
    assert next(lines)[:2] == ["", "Không đồng ý"]


def test_who_had_a_dossier_finished_is_invited_once_and_may_say_no(inside_province: Any) -> None:
    invited = make_survey("satisfaction")
    make_survey("satisfaction", service_id=invited.id)  # about another service
    office = usual_office()
    case = office.received()
    office.decide(case, "pass", office.specialist)
    office.decide(case, "sign", office.leader)
    office.decide(case, "released", office.clerk)
    office.run_later_work()
    send_waiting(now=office.now)
    told = InboxEntry.objects.get(link__startswith="/khao-sat/")
    path, _mark, token = told.link.partition("?ma=")
    assert path == f"/khao-sat/{invited.slug}/"
    assert "Đừng mời tôi nữa" in told.body
    inviting.invite(CaseFinished(case_id=case.pk, national_state=9), office.now)
    assert (SurveyTicket.objects.count(), api.list_open(now=NOW).open) == (1, ())
    happy = {"fld_hai_long": "5"}
    for wrong in ("", "x" * 32):
        with pytest.raises(api.NotInvited):
            answer(invited, happy, token=wrong)
    answer(invited, happy, token=token)
    with pytest.raises(api.AlreadyAnswered):
        answer(invited, happy, token=token)
    person = office.applicant.id
    assert api.wants_invitations(person)
    api.opt_out(survey_id=invited.id, token=token, now=NOW)
    assert not api.wants_invitations(person)
    SurveyTicket.objects.all().delete()
    inviting.invite(CaseFinished(case_id=case.pk, national_state=9), office.now)
    assert not SurveyTicket.objects.exists()
    api.set_invitations(applicant_id=person, wanted=True, now=NOW)
    assert api.wants_invitations(person)


def test_what_does_not_go_together_is_refused(inside_province: Any) -> None:
    author = actor("editor")
    known: dict[str, Any] = {"by": author, "now": NOW}
    usual = api.TEMPLATES["needs"].settings
    made = api.create_survey(title="Thử", template="needs", **known)
    wrong = (
        (replace(usual, audience="x"), "audience"),
        (replace(usual, is_anonymous=False), "is_anonymous"),
        (replace(usual, languages=("fr",)), "languages"),
        (replace(usual, keep_days=7), "keep_days"),
        (replace(usual, opens_at=NOW, closes_at=NOW), "closes_at"),
    )

    def refused(case: tuple[api.Settings, str]) -> None:
        with pytest.raises(api.SurveyInvalid) as caught:
            api.save_settings(survey_id=made, settings=case[0], **known)
        assert caught.value.field == case[1]

    try_each(wrong, refused, name=lambda case: case[1])
    phone = {"id": "fld_dt", "key": "dt", "type": "phone", "label": {"vi": "Số điện thoại"}}
    paper = {"id": "fld_tep", "key": "tep", "type": "file", "label": {"vi": "Tệp"}}
    for at, item in enumerate((phone, paper)):
        change = {"op": "add", "what": "field", "parent": "pag_can_gi", "item": item}
        api.apply_operations(survey_id=made, operations=[change], base_revision=1 + at, **known)
    codes = {each.code for each in api.get_draft(made, by=author).problems}
    assert codes == {"survey.identifying", "survey.type"}
    with pytest.raises(api.SurveyNotPublishable):
        api.request_publication(survey_id=made, note="", **known)
    fee = {"op": "add", "what": "fee", "item": {"name": {"vi": "Phí"}}}
    with pytest.raises(Exception, match="Khảo sát chỉ có tên"):
        api.apply_operations(survey_id=made, operations=[fee], base_revision=3, **known)
    with pytest.raises(PermissionMissing):
        api.create_survey(title="Thử", template="needs", by=Actor(kind="anonymous"), now=NOW)
    copied = api.copy_survey(survey_id=made, title="Bản hai", **known)
    assert (
        api.get_draft(copied, by=author).document.form
        == api.get_draft(made, by=author).document.form
    )
    api.delete_draft(survey_id=copied, **known)
    soon = make_survey(opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)
    with pytest.raises(api.SurveyClosed, match="chưa mở"):
        answer(soon)
    answer(soon, now=NOW + DAY)
    tend_surveys(now=NOW + 3 * DAY)
    assert Survey.objects.get(pk=soon.id).status == "closed"
    assert SurveyText.objects.count() == 0


def test_the_pages(province: Any, tenant_client: Any) -> None:
    import re

    from tenants.api import in_tenant

    client = tenant_client(province.slug)
    with in_tenant(province.schema_name):
        survey = make_survey("policy", now=timezone.now())
    front = client.get("/khao-sat/")
    assert survey.title["vi"] in front.content.decode()
    address = f"/khao-sat/{survey.slug}/"

    def sealed(answer_: Any) -> dict[str, str]:
        found = answer_.content.decode()
        names = re.findall(r'name="(page|state)" value="([^"]*)"', found)
        assert len(names) == 2, found[:3000]
        return dict(names)

    first = client.get(address)
    assert "Khảo sát ẩn danh." in first.content.decode()
    empty = client.post(address, sealed(first))
    assert empty.status_code == 422
    assert "govuk-error-summary" in empty.content.decode()
    half = client.post(address, {**sealed(first), "f-fld_quan_diem": "khong"})
    assert "mở ra câu hỏi tiếp theo" in half.content.decode()
    why = {"f-fld_quan_diem": "khong", "f-fld_phan_nao": "<b>Điều 3</b>"}
    second = client.post(address, {**sealed(half), **why})
    assert sealed(second)["page"] == "pag_nguoi_tra_loi"
    back = client.post(address, {**sealed(second), "back": "1"}).content.decode()
    assert "&lt;b&gt;Điều 3&lt;/b&gt;" in back
    assert 'value="khong" checked' in back
    hasty = client.post(address, sealed(second))
    assert hasty.status_code == 302
    with in_tenant(province.schema_name):
        assert not SurveyResponse.objects.exists()
        slow = replace(_progress(survey, second), began=0.0).sealed(survey)
    sent = client.post(address, {"page": "pag_nguoi_tra_loi", "state": slow, "f-fld_tuoi": "to_29"})
    assert (sent.status_code, sent["Location"]) == (302, f"{address}cam-on/")
    assert "Cảm ơn" in client.get(sent["Location"]).content.decode()
    assert "Máy này đã gửi" in client.get(address).content.decode()
    assert client.post(address, {"page": "pag_y_kien", "state": "x"}).status_code == 302
    assert client.get(f"{address}ket-qua/").status_code == 404
    with in_tenant(province.schema_name):
        kept = SurveyResponse.objects.get()
        assert kept.content == {
            "answers": {
                "fld_quan_diem": "khong",
                "fld_phan_nao": "<b>Điều 3</b>",
                "fld_tuoi": "to_29",
            }
        }
        for _more in range(4):
            answer(survey, {"fld_quan_diem": "dong_y"}, now=timezone.now())
        chief = actor("chief_editor")
        api.close_survey(survey_id=survey.id, by=chief, now=timezone.now())
        api.publish_results(survey_id=survey.id, by=chief, now=timezone.now())
    told = client.get(f"{address}ket-qua/").content.decode()
    assert "5 người đã trả lời" in told
    assert "80%" in told
    assert "Điều 3" not in told
    assert "Đồng ý,4,80" in client.get(f"{address}ket-qua.csv").content.decode()
    assert client.get(address).status_code == 410
    assert f"{address}ket-qua/" in client.get("/khao-sat/").content.decode()


def test_the_demonstration_has_one_with_results_and_one_that_is_open(inside_province: Any) -> None:
    from motcua.config.demo.surveys import OPEN, OVER, make_surveys
    from tests.factories.identity import make_staff

    now = timezone.now()
    for username, role in (("bientap", "editor"), ("duyetbai", "chief_editor")):
        make_staff(role, username=username, now=now - DAY)
    assert (make_surveys(now=now), make_surveys(now=now)) == (46, 0)
    shown = api.list_open(now=now)
    assert [each.title["vi"] for each in shown.open] == [OPEN]
    assert [each.title["vi"] for each in shown.with_results] == [OVER]
    told = api.public_results(shown.with_results[0].slug)
    assert (told["total"], len(told["texts"]["fld_o_dau"])) == (46, 6)


def _progress(survey: api.PublicSurvey, page: Any) -> Any:
    import re

    from django.test import RequestFactory

    from motcua.portal.survey_flow import progress_of

    state = re.search(r'name="state" value="([^"]*)"', page.content.decode())
    assert state
    return progress_of(RequestFactory().post("/", {"state": state[1]}), survey)
