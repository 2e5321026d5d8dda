import pytest
from django.db import IntegrityError, connection, transaction

from motcua.catalogue import api
from motcua.catalogue.models import PublicationRequest, ServiceVersion, VersionWithdrawal
from motcua.catalogue.operations.drafts import PersonNeeded
from motcua.catalogue.operations.publication import ReasonNeeded
from motcua.kernel import events
from motcua.kernel.actors import SYSTEM, Actor, PermissionMissing
from motcua.kernel.audit import read_chain, verify_chain
from motcua.kernel.ids import new_id
from tenants.context import as_owner
from tests.factories.catalogue import (
    make_builder,
    make_publisher,
    publish,
    publish_draft,
    small_document,
    small_page,
)

pytestmark = pytest.mark.django_db
BUILDER, PUBLISHER = make_builder(), make_publisher()


@pytest.fixture
def draft(inside_province, now):
    return api.create_service(document=small_document(), by=BUILDER, now=now)


@pytest.fixture
def heard(monkeypatch):
    found = []
    monkeypatch.setitem(
        events._immediate,
        api.ServicePublished,
        [*events._immediate[api.ServicePublished], lambda event, _at: found.append(event)],
    )
    return found


def ask(draft, now, by=BUILDER, note=""):
    return api.request_publication(
        service_id=draft.id, base_revision=draft.revision, by=by, now=now, note=note
    )


def approve(draft, now, by=PUBLISHER):
    return api.approve_publication(service_id=draft.id, by=by, now=now)


def rename(draft, now, text):
    return api.apply_operations(
        service_id=draft.id,
        operations=[{"op": "update", "what": "service", "set": {"name": {"vi": text}}}],
        base_revision=draft.revision,
        by=BUILDER,
        now=now,
    )


def test_two_people_publish_and_everybody_hears_of_it(draft, now, heard):
    asked = ask(draft, now, note="Xin duyệt")
    assert (asked.state, asked.note, asked.draft_revision) == ("waiting", "Xin duyệt", 1)
    waiting = api.get_draft(draft.id, by=BUILDER)
    assert (waiting.status, waiting.waiting) == ("in_review", asked)
    version = approve(draft, now)
    assert (version.number, version.document, version.is_withdrawn) == (1, draft.document, False)
    assert version.sha256 == api.digest(draft.document)
    assert heard == [
        api.ServicePublished(service_id=draft.id, version_id=version.id, slug=draft.slug, number=1)
    ]
    done = api.get_draft(draft.id, by=BUILDER)
    assert (done.status, done.live_number, done.has_unpublished_changes) == ("published", 1, False)
    chain = f"service:{draft.id}"
    assert [entry.action for entry in read_chain(chain)][-2:] == [
        "catalogue.publication_requested",
        "catalogue.service_published",
    ]
    assert verify_chain(chain).intact


def test_nobody_approves_their_own_wish(draft, now):
    both = Actor(
        kind="staff",
        id=new_id(),
        name="Hai vai",
        permissions=frozenset({"catalogue.edit", "catalogue.publish"}),
    )
    ask(draft, now, by=both)
    with pytest.raises(api.SamePerson):
        approve(draft, now, by=both)
    assert not ServiceVersion.objects.exists()


def test_the_database_itself_wants_two_people(draft, now):
    version = publish_draft(draft, now=now)
    row = ServiceVersion.objects.get(id=version.id)
    row.pk, row.number, row.published_by = new_id(), 2, row.requested_by
    with pytest.raises(IntegrityError, match="version_two_people"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("actor", [BUILDER, Actor(kind="anonymous")])
def test_only_publishers_decide(draft, now, actor):
    ask(draft, now)
    for decide in (
        lambda: approve(draft, now, by=actor),
        lambda: api.send_back(service_id=draft.id, reason="x", by=actor, now=now),
        lambda: api.withdraw_service(service_id=draft.id, reason="x", by=actor, now=now),
    ):
        with pytest.raises(PermissionMissing):
            decide()
    assert api.get_draft(draft.id, by=BUILDER).status == "in_review"


def test_the_system_is_nobody(draft, now):
    with pytest.raises(PersonNeeded):
        ask(draft, now, by=SYSTEM)
    ask(draft, now)
    with pytest.raises(PersonNeeded):
        approve(draft, now, by=SYSTEM)


def test_errors_keep_a_draft_from_being_asked_for(inside_province, now):
    faulty = small_document(
        fees=[{"id": "fee_a", "name": {"vi": "Phí"}, "quantity_field": "fld_mat"}]
    )
    draft = api.create_service(document=faulty, by=BUILDER, now=now)
    with pytest.raises(api.NotPublishable) as refused:
        ask(draft, now)
    (problem,) = refused.value.details["problems"]
    assert (problem["path"], problem["code"]) == ("fees/fee_a", "unknown_field")
    assert "Phí" in refused.value.message
    assert not PublicationRequest.objects.exists()


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ({"role": ""}, "stp_duyet"),
        ({"outcomes": [{"id": "out_a", "label": {"vi": "Lặp"}, "to": "stp_duyet"}]}, "stp_duyet"),
        ({"outcomes": [{"id": "out_a", "label": {"vi": "Mất"}, "to": ""}]}, "stp_duyet"),
        ({"working_minutes": None}, "stp_duyet"),
    ],
)
def test_a_broken_process_is_refused_with_the_place_named(inside_province, now, broken, place):
    raw = small_document().to_json()
    raw["process"]["steps"][1] |= broken
    draft = api.create_service(document=raw, by=BUILDER, now=now)
    with pytest.raises(api.NotPublishable) as refused:
        ask(draft, now)
    assert any("Phê duyệt" in each["message"] for each in refused.value.details["problems"])


def test_a_draft_under_review_does_not_move(draft, now):
    ask(draft, now)
    with pytest.raises(api.DraftLocked):
        rename(draft, now, "Lén sửa")
    with pytest.raises(api.DraftLocked):
        ask(draft, now)
    taken = api.take_back_request(service_id=draft.id, by=BUILDER, now=now)
    assert (taken.status, taken.waiting) == ("draft", None)
    with pytest.raises(api.NotWaiting):
        approve(draft, now)
    assert rename(draft, now, "Sửa được").name == "Sửa được"


def test_a_stale_window_cannot_ask(draft, now):
    rename(draft, now, "Khác")
    with pytest.raises(api.DraftConflict):
        ask(draft, now)


def test_sending_back_says_why(draft, now):
    ask(draft, now)
    with pytest.raises(ReasonNeeded):
        api.send_back(service_id=draft.id, reason="  ", by=PUBLISHER, now=now)
    back = api.send_back(service_id=draft.id, reason="Thiếu căn cứ", by=PUBLISHER, now=now)
    assert back.status == "draft"
    (request,) = api.list_requests(draft.id, by=BUILDER)
    assert (request.state, request.decision_note) == ("sent_back", "Thiếu căn cứ")
    assert request.decided_by_name == PUBLISHER.name
    with pytest.raises(api.NotWaiting):
        api.send_back(service_id=draft.id, reason="x", by=PUBLISHER, now=now)


def test_a_published_draft_goes_on_and_makes_the_next_version(draft, now):
    first = publish_draft(draft, now=now)
    changed = rename(draft, now, "Tên mới")
    assert (changed.status, changed.has_unpublished_changes) == ("published", True)
    assert api.get_service_by_slug(draft.slug).version.document == draft.document
    second = publish_draft(changed, now=now)
    assert second.number == 2
    assert api.get_service_by_slug(draft.slug).version.id == second.id
    assert api.get_version(first.id).document == draft.document
    assert not api.get_version(first.id).is_withdrawn, "drafts begun under it may be filed"
    rows = api.list_versions(draft.id, by=BUILDER)
    assert [(row.number, row.is_live) for row in rows] == [(2, True), (1, False)]


def test_versions_never_change(draft, now):
    version = publish_draft(draft, now=now)
    for statement in (
        "UPDATE catalogue_service_version SET number = 9 WHERE id = %s",
        "UPDATE catalogue_service_version SET document = '{}' WHERE id = %s",
        "DELETE FROM catalogue_service_version WHERE id = %s",
    ):
        with (
            pytest.raises(IntegrityError, match="never change"),
            transaction.atomic(),
            as_owner(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [version.id])


def test_what_is_stored_is_what_was_approved(draft, now):
    version = publish_draft(draft, now=now)
    row = ServiceVersion.objects.get(id=version.id)
    assert api.digest(api.parse_document(row.document)) == row.sha256


def test_a_withdrawn_service_is_gone_but_its_versions_stay_readable(draft, now):
    version = publish_draft(draft, now=now)
    gone = api.withdraw_service(service_id=draft.id, reason="Thủ tục bãi bỏ", by=PUBLISHER, now=now)
    assert (gone.status, gone.live_number) == ("withdrawn", None)
    with pytest.raises(api.ServiceGone) as refused:
        api.get_service_by_slug(draft.slug)
    assert refused.value.status == 410
    assert api.list_published().total == 0
    assert api.get_version(version.id).is_withdrawn
    assert VersionWithdrawal.objects.get(version_id=version.id).reason == "Thủ tục bãi bỏ"
    with pytest.raises(api.NotLive):
        api.withdraw_service(service_id=draft.id, reason="x", by=PUBLISHER, now=now)
    again = publish_draft(gone, now=now)
    assert again.number == 2
    assert not again.is_withdrawn
    assert api.get_version(version.id).is_withdrawn


def test_the_first_of_two_approvals_counts(draft, now):
    ask(draft, now)
    approve(draft, now)
    with pytest.raises(api.NotWaiting):
        approve(draft, now, by=make_publisher("Người thứ ba"))
    assert ServiceVersion.objects.count() == 1


def test_a_subscriber_that_fails_takes_the_publication_back(draft, now, monkeypatch):
    def fail(event, at):
        raise RuntimeError("không lập được quy trình")

    monkeypatch.setitem(events._immediate, api.ServicePublished, [fail])
    ask(draft, now)
    with pytest.raises(RuntimeError), transaction.atomic():
        approve(draft, now)
    assert api.get_draft(draft.id, by=BUILDER).status == "in_review"
    assert not ServiceVersion.objects.exists()


def test_real_services_publish(inside_province, now):
    from motcua.catalogue.library import demo_services

    for document in demo_services("province"):
        assert publish(document, now=now).number == 1


def test_a_warning_stands_only_with_a_reason_that_the_reviewer_reads(inside_province, now):
    page = small_page()
    page["fields"][0] |= {"personal_data": "sensitive"}
    document = small_document(form={"pages": [page]})
    draft = api.create_service(document=document, by=BUILDER, now=now)
    with pytest.raises(api.ReasonsNeeded) as refused:
        ask(draft, now)
    keys = [f"{each['path']}|{each['code']}" for each in refused.value.details["problems"]]
    assert keys == [
        "form/pag_mot/fld_ho_ten|privacy.no_purpose",
        "privacy|privacy.no_retention",
    ]
    known = {"service_id": draft.id, "base_revision": draft.revision, "by": BUILDER, "now": now}
    with pytest.raises(api.ReasonsNeeded):
        api.request_publication(**known, reasons={keys[0]: "  ", keys[1]: "Có."})
    asked = api.request_publication(**known, reasons=dict.fromkeys(keys, "Mẫu nhà nước."))
    assert [each["reason"] for each in asked.checks] == ["Mẫu nhà nước."] * 2
    approve(draft, now)
    [kept] = api.list_requests(draft.id, by=BUILDER)
    assert (kept.state, kept.checks) == ("approved", asked.checks)
