"""What an editor makes is what people see: written, approved, shown, found."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page

from motcua.catalogue.finding.api import add_synonym, list_empty_searches
from motcua.catalogue.models import EmptySearch
from motcua.catalogue.national.api import find_nationally, index_tenant
from motcua.kernel import outbox
from motcua.kernel.actors import SYSTEM
from motcua.portal.models import (
    CitizenQuestion,
    GuidePage,
    HomePage,
    LandingPage,
    LegalAct,
    LegalLibraryPage,
    LifeEventPage,
    PortalSettings,
    QuestionCategory,
)
from motcua.portal.question_form import new_stamp
from tenants.api import forget_directory, go_live, in_public, in_tenant
from tenants.models import Tenant
from tests.factories.catalogue import publish, small_document
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-rat-dai-1"


@pytest.fixture
def editors(province, tenant_client):
    """Clients of who writes and of who approves."""

    def make(role):
        with in_tenant(province.schema_name):
            from motcua.identity.models import Account

            person = make_staff(role, username=role)
            account = Account.objects.get(pk=person.id)
        client = tenant_client(province.slug)
        with in_tenant(province.schema_name):
            client.force_login(account)
        return client

    return make


def text_of(response, status=200):
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def being_tried_out(tenant):
    with in_public():
        Tenant.objects.filter(pk=tenant.id).update(live_at=None)
    forget_directory()


def service_of(province, now, **more):
    with in_tenant(province.schema_name):
        return publish(small_document(**more), now=now)


def test_pages_show_what_editors_wrote_and_nothing_that_runs(province, tenant_client, now):
    version = service_of(province, now)
    client = tenant_client(province.slug)
    with in_tenant(province.schema_name):
        home = HomePage.objects.get()
        service = {"title": "Nộp", "when": "hôm nay", "text": "<p>x</p>", "service": version.slug}
        gone = {**service, "title": "Việc khác", "service": "khong-con-nua"}
        home.add_child(instance=LifeEventPage(
            title="Chuyển <b>nhà</b>", slug="chuyen-nha", steps=[("step", service), ("step", gone)]
        ))  # fmt: skip
        home.add_child(instance=LandingPage(title="Chuyên đề", slug="chuyen-de", body=[
            ("hero", {"heading": "<script>1</script>", "text": "", "words": "", "link": ""}),
            ("services", {"heading": "Dịch vụ", "services": [version.slug]}),
            ("folds", [{"question": "Hỏi?", "answer": "<p>Đáp.</p>"}]),
        ]))  # fmt: skip
        home.add_child(instance=GuidePage(title="Nghe", slug="nghe", steps=[
            ("step", {"title": "Một", "text": "<p>a</p>", "picture": None, "spoken": "Lời đọc"})
        ]))  # fmt: skip
        home.add_child(instance=LegalLibraryPage(title="Văn bản", slug="van-ban"))
        for number, expired_on in (("1/NĐ", None), ("2/NĐ", "2020-01-01")):
            LegalAct.objects.create(number=number, title="Về hộ tịch", issuer="Chính phủ",
                                    issued_on="2019-01-01", effective_on="2019-02-01",
                                    expired_on=expired_on)  # fmt: skip
    event = text_of(client.get("/chuyen-nha/"))
    assert f"/nop-ho-so/{version.slug}/" in event
    assert "Chuyển &lt;b&gt;nhà" in event
    assert "khong-con-nua" not in event
    assert "Chuyển &lt;b&gt;nhà" in text_of(client.get("/"))
    landing = text_of(client.get("/chuyen-de/"))
    assert f"/dich-vu/{version.slug}/" in landing
    assert "<script>1" not in landing
    assert "data-mc-speak" in text_of(client.get("/nghe/"))
    assert "Hết hiệu lực:" in text_of(client.get("/van-ban/?q=ho+tich"))
    only = text_of(
        client.get("/van-ban/?hieu-luc=force&loai=decision&co-quan=Ch%C3%ADnh+ph%E1%BB%A7")
    )
    assert "1/NĐ" in only
    assert "2/NĐ" not in only
    page = text_of(client.get(f"/dich-vu/{version.slug}/"))
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["@type"] == "GovernmentService"
    assert "data:image/svg" in text_of(client.get(f"/dich-vu/{version.slug}/to-roi/"))
    assert "&lt;a href=" in text_of(client.get(f"/dich-vu/{version.slug}/chia-se/"))
    button = client.get(f"/dich-vu/{version.slug}/nut.svg")
    assert "<script" not in text_of(button)
    assert "Sitemap:" in text_of(client.get("/robots.txt"))
    being_tried_out(province)
    assert "Disallow: /\n" in text_of(client.get("/robots.txt"))
    assert "/chuyen-nha/" in text_of(client.get("/sitemap.xml"))
    for path in ("/media/../x.png", "/media/private/x.png", "/media/images/x.svg", "/media/images/x.png",
                 "/tai-lieu/1/x.pdf", f"/giao-dien/anh/{'0' * 64}/"):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_search_forgives_learns_and_is_one_for_all_agencies(province, ministry, tenant_client, now):
    version = service_of(province, now)
    client = tenant_client(province.slug)
    name = version.document.service.name["vi"]
    assert name in text_of(client.get("/dich-vu/", {"q": name}))
    suggested = client.get("/goi-y/", {"q": name[:4]}).json()["found"]
    assert {"name": name, "path": f"/dich-vu/{version.slug}/"} in suggested
    assert "phần đầu" in text_of(client.get("/dich-vu/", {"q": "khai sinh " * 1000}))
    assert text_of(client.get("/tim-kiem/", {"q": "x" * 10_000}))
    for query in ("phi thuyen khong gian", "phi thuyền không gian", "so 001190000123", "Nguyễn Văn Xyzt",
                  "a@b.vn", "ab"):  # fmt: skip
        text_of(client.get("/dich-vu/", {"q": query}))
    with in_tenant(province.schema_name):
        assert [(row.words, row.times) for row in EmptySearch.objects.all()] == [
            ("phi thuien khong gian", 2)
        ] or [row.times for row in EmptySearch.objects.all()] == [2]
        words = list_empty_searches()[0].words
        add_synonym(said=words, meant=name, by=SYSTEM)
        assert not list_empty_searches()
    assert name in text_of(client.get("/dich-vu/", {"q": "phi thuyền không gian"}))
    # The platform's own site knows by the outbox, and only those that are live.
    with in_tenant(province.schema_name):
        outbox.drain()
        assert index_tenant(now=now) == 1
    shown = {province.slug: province.id, ministry.slug: ministry.id}
    hits = find_nationally(name, shown=shown)
    assert [dict(item.places) for item in hits.items] == [{province.id: version.slug}]
    assert find_nationally(name, shown=shown, place=ministry.slug).total == 0
    platform = tenant_client("")
    being_tried_out(province)
    assert version.slug not in text_of(platform.get("/tim-dich-vu/", {"q": name}))
    go_live(tenant_id=province.id, now=now)
    found = text_of(platform.get("/tim-dich-vu/", {"q": name, "noi": province.slug}))
    assert f"{province.primary_host}/dich-vu/{version.slug}/" in found.replace(":443", "")


def test_questions_are_kept_from_machines_answered_and_forgotten(
    province, tenant_client, editors, now
):
    client, editor = tenant_client(province.slug), editors("editor")
    with in_tenant(province.schema_name):
        QuestionCategory.objects.create(name="Hộ tịch")
        stamp = new_stamp(timezone.now() - timedelta(seconds=10))
        quick = new_stamp(timezone.now())
    asked = {"title": "Con tôi <b>khai sinh</b> ở đâu?", "text": "Cháu mới sinh hôm qua.",
             "email": "ai@example.vn", "stamp": stamp}  # fmt: skip
    for machine in ({"stamp": quick}, {"website": "x"}, {"stamp": "x"}):
        assert client.post("/hoi-dap/hoi/", {**asked, **machine}).status_code == 302
    assert client.post("/hoi-dap/hoi/", {**asked, "title": "x"}).status_code == 422
    links = "http://a.vn http://b.vn http://c.vn"
    assert client.post("/gop-y/", {**asked, "text": links}).status_code == 422
    with in_tenant(province.schema_name):
        assert not CitizenQuestion.objects.exists()
    assert client.post("/hoi-dap/hoi/", asked).status_code == 302
    with in_tenant(province.schema_name):
        question = CitizenQuestion.objects.get()
        assert question.contact == {"email": "ai@example.vn"}
    assert client.get(f"/hoi-dap/{question.id}/").status_code == 404
    text_of(editor.get("/quan-tri/cau-hoi/"))
    posted = {"title": question.title, "text": question.text, "category": "", "state": "published",
              "answer": json.dumps({"blocks": [{"key": "a", "text": "Ở xã nơi cư trú.", "type": "unstyled",
                                                "depth": 0, "inlineStyleRanges": [], "entityRanges": []}],
                                    "entityMap": {}})}  # fmt: skip
    url = f"/quan-tri/cau-hoi/edit/{question.id}/"
    assert editor.post(url, posted).status_code == 302
    shown = text_of(client.get(f"/hoi-dap/{question.id}/"))
    assert "Ở xã nơi cư trú." in shown
    assert "<b>khai sinh" not in shown
    assert "ai@example.vn" not in shown
    with in_tenant(province.schema_name):
        question.refresh_from_db()
        assert (question.contact, question.answered_by_name != "") == (None, True)
        outbox.drain()
    assert text_of(client.get("/hoi-dap/?q=con+toi")).count("mc-card") >= 1
    refused = [client.post("/gop-y/", asked).status_code for _ in range(12)]
    assert refused[-1] == 429
    assert len(mail.outbox) <= 1


def test_editors_write_approvers_publish_and_time_does_the_rest(province, tenant_client, editors):
    writer, approver, client = (
        editors("editor"),
        editors("chief_editor"),
        tenant_client(province.slug),
    )
    with in_tenant(province.schema_name):
        home = HomePage.objects.get().pk
        assert [
            str(group) for task in GroupApprovalTask.objects.all() for group in task.groups.all()
        ]
    steps = {"steps-count": "1", "steps-0-deleted": "", "steps-0-order": "0", "steps-0-type": "step",
             "steps-0-id": "", "steps-0-value-title": "Nộp", "steps-0-value-when": "",
             "steps-0-value-text": "null", "steps-0-value-service": "", "body-count": "0"}  # fmt: skip
    page = {"title": "Chuyển nhà", "slug": "chuyen-nha", "intro": "Lời dẫn", **steps,
            "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}  # fmt: skip
    add = f"/quan-tri/pages/add/portal/lifeeventpage/{home}/"
    wrong = {**page, "steps-0-value-service": "khong-co"}
    text_of(writer.post(add, wrong))
    with in_tenant(province.schema_name):
        assert not Page.objects.filter(slug="chuyen-nha").exists()
    assert writer.post(add, {**page, "action-submit": "1"}).status_code == 302
    assert client.get("/chuyen-nha/").status_code == 404
    with in_tenant(province.schema_name):
        made = Page.objects.get(slug="chuyen-nha")
        state = made.current_workflow_task_state
        assert state is not None
        # Who writes has no right to publish, whatever is posted.
        assert not made.live
    writer.post(f"/quan-tri/pages/{made.pk}/edit/", {**page, "action-publish": "1"})
    assert client.get("/chuyen-nha/").status_code == 404
    approve = f"/quan-tri/pages/workflow/action/{made.pk}/approve/{state.pk}/"
    assert writer.post(approve, {"comment": ""}).status_code in (302, 403)
    assert client.get("/chuyen-nha/").status_code == 404
    assert approver.post(approve, {"comment": "Tốt"}).status_code == 302
    assert "Lời dẫn" in text_of(client.get("/chuyen-nha/"))
    with in_tenant(province.schema_name):
        Page.objects.filter(pk=made.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled", verbosity=0)
    assert client.get("/chuyen-nha/").status_code == 404


def test_banner_and_looks_go_live_when_they_are_put_live(province, tenant_client, editors):
    chief, client = editors("chief_editor"), tenant_client(province.slug)
    with in_tenant(province.schema_name):
        settings = PortalSettings.objects.get()
        settings.banner_level, settings.banner_text = "danger", "Bão số 9"
        settings.save()
    forget_directory()
    home = text_of(client.get("/"))
    assert "Bão số 9" in home
    assert "/huong-dan/" in home
    chosen = {
        "base": "bold",
        "brand": "#ffee00",
        "accent": "#0b5cad",
        "font": "device",
        "emblem": "province",
    }
    assert chief.post("/quan-tri/cong/giao-dien/", chosen).status_code == 302
    assert "đã làm đậm" in text_of(chief.get("/quan-tri/cong/giao-dien/"))
    assert 'data-looks="bold"' not in text_of(client.get("/"))
    trying = chief.post("/quan-tri/cong/giao-dien/thu/").cookies["motcua_thu_giao_dien"].value
    chief.cookies["motcua_thu_giao_dien"] = trying
    assert 'data-looks="bold"' in text_of(chief.get("/"))
    assert chief.get("/giao-dien.css").headers["Cache-Control"] == "private, no-store"
    client.cookies["motcua_thu_giao_dien"] = trying[:-2] + "xx"
    assert 'data-looks="bold"' not in text_of(client.get("/"))
    assert chief.post("/quan-tri/cong/giao-dien/dung/").status_code == 302
    forget_directory()
    del client.cookies["motcua_thu_giao_dien"]
    home = text_of(client.get("/"))
    assert 'data-looks="bold"' in home
    assert "Bão số 9" in home
    # The colours are kept under their own name, and never under that of others.
    address = re.search(r"/giao-dien\.css\?\w+", home)[0]
    for name, kept in ((address, True), ("/giao-dien.css?00000000", False)):
        assert ("max-age" in client.get(name).headers["Cache-Control"]) is kept, name
    assert editors("editor").get("/quan-tri/cong/giao-dien/").status_code == 403
