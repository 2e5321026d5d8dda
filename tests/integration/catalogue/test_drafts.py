import pytest
from django.db import connection

from motcua.catalogue import api
from motcua.catalogue.models import OperationLog, PublicService
from motcua.kernel.actors import ANONYMOUS, Actor, PermissionMissing
from motcua.kernel.audit import read_chain, verify_chain
from motcua.kernel.ids import new_id
from tests.factories.catalogue import make_builder, make_publisher, publish_draft, small_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_builder()


@pytest.fixture
def draft(inside_province, by, now):
    return api.create_service(document=small_document(), by=by, now=now)


def rename(text):
    return {"op": "update", "what": "service", "set": {"name": {"vi": text}}}


def save(draft, by, now, *operations, base=None):
    return api.apply_operations(
        service_id=draft.id,
        operations=list(operations),
        base_revision=draft.revision if base is None else base,
        by=by,
        now=now,
    )


def test_a_new_service_is_a_draft_that_nobody_outside_sees(draft, by):
    assert (draft.status, draft.revision, draft.live_number) == ("draft", 1, None)
    assert not draft.can_undo
    assert not draft.can_redo
    assert api.list_published().total == 0
    with pytest.raises(api.ServiceMissing):
        api.get_service_by_slug(draft.slug)
    assert api.get_draft(draft.id, by=by) == draft


def test_every_batch_is_a_revision_and_is_audited(draft, by, now):
    saved = save(draft, by, now, rename("Một"), rename("Hai"))
    assert (saved.revision, saved.name, saved.can_undo) == (2, "Hai", True)
    subject = f"service:{draft.id}"
    assert [entry.action for entry in read_chain(subject)] == [
        "catalogue.service_created",
        "catalogue.draft_saved",
    ]
    assert verify_chain(subject).intact


def test_a_stale_window_is_told_where_the_draft_stands(draft, by, now):
    save(draft, by, now, rename("Một"))
    with pytest.raises(api.DraftConflict) as conflict:
        save(draft, make_builder("Trần Văn Khác"), now, rename("Hai"), base=1)
    assert conflict.value.status == 409
    assert conflict.value.details["current_revision"] == 2
    assert "Lê Thị Soạn" in conflict.value.message
    assert api.get_draft(draft.id, by=by).name == "Một"


def test_a_batch_is_all_or_nothing(draft, by, now):
    with pytest.raises(api.OperationRefused) as refused:
        save(draft, by, now, rename("Một"), {"op": "remove", "what": "page", "id": "pag_mat"})
    assert refused.value.details["index"] == 1
    assert api.get_draft(draft.id, by=by) == draft
    assert not OperationLog.objects.filter(service_id=draft.id).exists()


def test_undo_and_redo_go_all_the_way_and_survive(draft, by, now):
    seen = [draft.document]
    for number in range(6):
        added = {"op": "add", "what": "component", "item": {"name": {"vi": f"Giấy {number}"}}}
        latest = save(api.get_draft(draft.id, by=by), by, now, added)
        seen.append(latest.document)
    for expected in reversed(seen[:-1]):
        latest = api.undo(service_id=draft.id, base_revision=latest.revision, by=by, now=now)
        assert latest.document == expected
    assert (latest.can_undo, latest.can_redo) == (False, True)
    with pytest.raises(api.NothingToUndo):
        api.undo(service_id=draft.id, base_revision=latest.revision, by=by, now=now)
    for expected in seen[1:]:
        latest = api.redo(service_id=draft.id, base_revision=latest.revision, by=by, now=now)
        assert latest.document == expected, "the same ids come back"
    with pytest.raises(api.NothingToRedo):
        api.redo(service_id=draft.id, base_revision=latest.revision, by=by, now=now)
    assert latest.revision == 1 + 6 + 6 + 6


def test_something_new_after_undo_ends_what_could_be_redone(draft, by, now):
    first = save(draft, by, now, rename("Một"))
    second = save(first, by, now, rename("Hai"))
    back = api.undo(service_id=draft.id, base_revision=second.revision, by=by, now=now)
    third = save(back, by, now, rename("Ba"))
    assert not third.can_redo
    back = api.undo(service_id=draft.id, base_revision=third.revision, by=by, now=now)
    assert back.name == "Một"
    back = api.undo(service_id=draft.id, base_revision=back.revision, by=by, now=now)
    assert back.document == draft.document


def test_undo_minds_other_windows_too(draft, by, now):
    saved = save(draft, by, now, rename("Một"))
    with pytest.raises(api.DraftConflict):
        api.undo(service_id=draft.id, base_revision=saved.revision - 1, by=by, now=now)


def test_two_services_never_share_an_address(draft, by, now):
    with pytest.raises(api.SlugTaken):
        api.create_service(document=draft.document, by=by, now=now)
    other = api.create_service(document=small_document(), by=by, now=now)
    move = {"op": "update", "what": "service", "set": {"slug": draft.slug}}
    with pytest.raises(api.SlugTaken):
        save(other, by, now, move)
    assert PublicService.objects.filter(slug=draft.slug).count() == 1


def test_an_address_once_published_stays(draft, by, now):
    moved = save(
        draft, by, now, {"op": "update", "what": "service", "set": {"slug": "dia-chi-moi"}}
    )
    assert moved.slug == "dia-chi-moi"
    publish_draft(moved, now=now)
    with pytest.raises(api.SlugFixed):
        save(moved, by, now, {"op": "update", "what": "service", "set": {"slug": "lai-doi"}})


@pytest.mark.parametrize(
    "actor", [ANONYMOUS, make_publisher(), Actor(kind="applicant", id=new_id(), name="Dân")]
)
def test_only_authors_write(draft, by, now, actor):
    before = OperationLog.objects.count()
    with pytest.raises(PermissionMissing):
        api.create_service(document=small_document(), by=actor, now=now)
    with pytest.raises(PermissionMissing):
        save(draft, actor, now, rename("Xấu"))
    with pytest.raises(PermissionMissing):
        api.undo(service_id=draft.id, base_revision=1, by=actor, now=now)
    with pytest.raises(PermissionMissing):
        api.request_publication(service_id=draft.id, base_revision=1, by=actor, now=now)
    assert api.get_draft(draft.id, by=by) == draft
    assert OperationLog.objects.count() == before


@pytest.mark.parametrize("actor", [ANONYMOUS, Actor(kind="applicant", id=new_id(), name="Dân")])
def test_drafts_are_not_for_citizens(draft, actor):
    with pytest.raises(PermissionMissing):
        api.get_draft(draft.id, by=actor)
    with pytest.raises(PermissionMissing):
        api.list_drafts(by=actor)


def test_the_neighbour_has_other_drafts(draft, by, ministry, now):
    from tenants.api import in_tenant

    with in_tenant(ministry.schema_name):
        assert api.list_drafts(by=by).total == 0
        with pytest.raises(api.ServiceMissing):
            api.get_draft(draft.id, by=by)
        with pytest.raises(api.ServiceMissing):
            save(draft, by, now, rename("Xấu"))
        same_slug = api.create_service(document=draft.document, by=by, now=now)
        assert same_slug.slug == draft.slug
    assert api.list_drafts(by=by).total == 1


def test_lists_of_drafts_search_and_cost_the_same_for_one_and_three(
    inside_province, by, now, django_assert_num_queries
):
    def create(name):
        document = small_document().to_json()
        document["service"]["name"] = {"vi": name}
        api.create_service(document=document, by=by, now=now)

    create("Đăng ký khai tử")
    with django_assert_num_queries(2):
        assert api.list_drafts(by=by).total == 1
    create("Đăng ký kết hôn")
    create("Cấp phép xây dựng")
    with django_assert_num_queries(2):
        assert len(api.list_drafts(by=by).items) == 3
    assert [row.name for row in api.list_drafts("dang ki ket", by=by).items] == ["Đăng ký kết hôn"]
    assert api.list_drafts(status="published", by=by).total == 0


def test_the_database_is_asked_the_same_number_of_times_however_long_the_form(
    inside_province, by, now
):
    from django.test.utils import CaptureQueriesContext

    counts = []
    for fields in (1, 30):
        document = small_document().to_json()
        document["form"]["pages"][0]["fields"] += [
            {"id": f"fld_{n}", "key": f"k{n}", "type": "short_text", "label": {"vi": "Câu"}}
            for n in range(fields)
        ]
        created = api.create_service(document=document, by=by, now=now)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            save(created, by, now, rename("Tên khác"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
