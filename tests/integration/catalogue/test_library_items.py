"""The library: keep, take, learn of changes, take them over or keep one's own."""

import pytest

from motcua.catalogue import api
from motcua.catalogue.models import LibraryUse
from motcua.kernel.actors import PermissionMissing
from tests.factories.catalogue import make_builder, make_publisher, small_document

pytestmark = pytest.mark.django_db
BUILDER, PUBLISHER = make_builder(), make_publisher()


@pytest.fixture
def draft(inside_province, now):
    return api.create_service(document=small_document(), by=BUILDER, now=now)


@pytest.fixture
def other(inside_province, now):
    return api.create_service(document=small_document(), by=BUILDER, now=now)


def keep(draft, now, part_id="pag_mot", name="Người nộp"):
    return api.save_to_library(service_id=draft.id, part_id=part_id, name=name, by=BUILDER, now=now)


def take(draft, source, now, **place):
    revision = api.get_draft(draft.id, by=BUILDER).revision
    return api.take_from_library(
        service_id=draft.id, source=source, base_revision=revision, by=BUILDER, now=now, **place
    )


def edit(draft, now, *operations):
    revision = api.get_draft(draft.id, by=BUILDER).revision
    return api.apply_operations(
        service_id=draft.id, operations=operations, base_revision=revision, by=BUILDER, now=now
    )


def label(field_id, text):
    return {"op": "update", "what": "field", "id": field_id, "set": {"label": {"vi": text}}}


def standings(draft):
    return [each.standing for each in api.list_library_uses(draft.id, by=BUILDER)]


def test_a_page_is_kept_taken_renewed_and_merged(draft, other, now):
    entry = keep(draft, now)
    taken = take(other, entry.source, now)
    page = taken.document.form.pages[1]
    first, second = page.fields
    assert {first.key, second.key} == {"ho_ten_2", "so_ban_2"}
    assert standings(other) == ["current"]
    edit(other, now, label(second.id, "Số bản của tôi"))
    edit(draft, now, label("fld_ho_ten", "Họ, tên"), label("fld_so_ban", "Bao nhiêu bản"))
    item_id = entry.source.partition(":")[2]
    renewed = api.renew_library_item(
        item_id=item_id, service_id=draft.id, part_id="pag_mot", by=BUILDER, now=now
    )
    assert renewed.revision == 2
    assert standings(other) == ["changed"]
    [use] = api.list_library_uses(other.id, by=BUILDER)
    revision = api.get_draft(other.id, by=BUILDER).revision
    merged = api.take_over_change(use_id=use.id, base_revision=revision, by=BUILDER, now=now)
    page = merged.document.form.pages[1]
    assert [(each.id, each.label["vi"]) for each in page.fields] == [
        (first.id, "Họ, tên"),
        (second.id, "Số bản của tôi"),
    ]
    assert standings(other) == ["current"]
    undone = api.undo(service_id=other.id, base_revision=merged.revision, by=BUILDER, now=now)
    assert undone.document.form.pages[1].fields[0].label["vi"] == "Họ và tên"


def test_keeping_ones_own_is_asked_once_a_change(draft, other, now):
    entry = keep(draft, now, part_id="fld_ho_ten", name="Họ tên")
    take(other, entry.source, now, parent="pag_mot", at=0)
    item_id = entry.source.partition(":")[2]
    for text, wanted in (("Lần một", "changed"), ("Lần hai", "changed")):
        edit(draft, now, label("fld_ho_ten", text))
        api.renew_library_item(
            item_id=item_id, service_id=draft.id, part_id="fld_ho_ten", by=BUILDER, now=now
        )
        assert standings(other) == [wanted]
        [use] = api.list_library_uses(other.id, by=BUILDER)
        api.keep_own(use_id=use.id, by=BUILDER, now=now)
        assert standings(other) == ["kept"]


def test_what_happened_to_part_and_source_is_known(draft, other, now):
    entry = keep(draft, now, part_id="fld_ho_ten", name="Họ tên")
    taken = take(other, entry.source, now, parent="pag_mot")
    api.retire_library_item(item_id=entry.source.partition(":")[2], by=BUILDER, now=now)
    assert standings(other) == ["retired"]
    assert entry.source not in [each.source for each in api.list_library(by=BUILDER)]
    with pytest.raises(api.LibraryInvalid):
        take(other, entry.source, now, parent="pag_mot")
    edit(other, now, {"op": "remove", "what": "field",
                      "id": taken.document.form.pages[0].fields[-1].id})  # fmt: skip
    assert standings(other) == ["removed"]


@pytest.mark.parametrize("kind", ["block", "field"])
def test_every_part_of_the_platform_fits_a_draft(kind, draft, now):
    entries = [each for each in api.list_library(kind=kind, by=BUILDER) if each.is_platform]
    assert len(entries) >= 5
    for entry in entries:
        place = {"parent": "pag_mot"} if kind == "field" else {}
        saved = take(draft, entry.source, now, **place)
    assert [each.code for each in api.check_service(saved.document) if "key" in each.code] == []
    assert set(standings(draft)) == {"current"}


def test_a_service_of_the_platform_becomes_a_draft_with_an_origin(inside_province, now):
    services = [each for each in api.list_library(kind="service", by=BUILDER) if each.is_platform]
    assert {"platform:service.1.001193", "platform:service.2.000635"} <= {
        each.source for each in services
    }
    made = api.create_from_library(
        source="platform:service.2.000635",
        code="2.999999",
        name="Bản sao của tỉnh",
        slug="ban-sao-cua-tinh",
        by=BUILDER,
        now=now,
    )
    assert (made.slug, made.name) == ("ban-sao-cua-tinh", "Bản sao của tỉnh")
    assert made.document.procedure.code == "2.999999"
    same = api.create_from_library(
        source="platform:service.2.000635", code="", name="A", slug="a", by=BUILDER, now=now
    )
    assert same.document.procedure.code == "2.000635"
    use = LibraryUse.objects.get(service_id=made.id)
    use.content["service"]["summary"] = {"vi": "Câu cũ"}
    use.sha256 = "0" * 64
    use.save()
    edit(made, now, {"op": "update", "what": "clock", "set": {"cut_off": "16:00"}})
    [seen] = api.list_library_uses(made.id, by=BUILDER)
    assert seen.standing == "changed"
    view, before, after = api.show_source_change(seen.id, by=BUILDER)
    assert (view.kind, before.service.summary["vi"]) == ("service", "Câu cũ")
    assert after.service.summary["vi"] != "Câu cũ"
    merged = api.take_over_change(use_id=seen.id, base_revision=2, by=BUILDER, now=now)
    assert (merged.slug, merged.document.clock.cut_off) == ("ban-sao-cua-tinh", "16:00")


def test_tone_marks_do_not_matter(inside_province):
    found = api.list_library("nguoi yeu cau", by=BUILDER)
    assert "platform:block.requester" in [each.source for each in found]
    assert api.list_library("không có gì như thế", by=BUILDER) == []


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("field", {"id": "fld_a", "key": "a"}),
        ("block", {"id": "pag_a", "fields": [{"id": "x"}]}),
        ("field", {"id": "fld_a", "key": "a", "type": "short_text", "label": {"vi": "\x00"}}),
        ("macro", {}),
    ],
)
def test_hostile_content_is_refused(kind, content, inside_province, now):
    with pytest.raises(api.LibraryInvalid):
        api.add_library_item(kind=kind, content=content, name="Xấu", by=BUILDER, now=now)


def test_a_service_document_is_checked_as_one(inside_province, now):
    with pytest.raises(api.DocumentInvalid):
        api.add_library_item(kind="service", content={}, name="Xấu", by=BUILDER, now=now)


def test_names_differ_and_only_authors_write(draft, now):
    keep(draft, now)
    with pytest.raises(api.LibraryNameTaken):
        keep(draft, now)
    with pytest.raises(PermissionMissing):
        api.save_to_library(
            service_id=draft.id, part_id="pag_mot", name="Khác", by=PUBLISHER, now=now
        )


def test_listing_costs_one_query_however_much_there_is(draft, now, django_assert_num_queries):
    for count in range(1, 4):
        keep(draft, now, name=f"Mẫu {count}")
        with django_assert_num_queries(1):
            api.list_library(by=BUILDER)
