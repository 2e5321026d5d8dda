from pathlib import Path

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.importers import api
from motcua.catalogue.importers.models import ImportedFile, ImportState
from motcua.catalogue.importers.tasks import import_waiting
from motcua.catalogue.models import PublicService
from motcua.kernel.actors import ANONYMOUS, PermissionMissing
from motcua.kernel.audit import read_chain
from tests.factories.catalogue import make_builder, small_document

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "imports"


@pytest.fixture
def by(inside_province):
    return make_builder()


def golden(kind, name):
    return api.Source(name, (GOLDEN / kind / name).read_bytes())


def bring(kind, source, by, now):
    return api.import_file(kind=kind, source=source, by=by, now=now)


def test_a_record_becomes_a_draft_that_is_listed_opened_and_audited(by, now):
    report = bring("national", golden("national", "cap_lai_giay_phep.txt"), by, now)
    assert report.state == "created"
    draft = catalogue.get_draft(report.service_id, by=by)
    assert draft.status == "draft"
    assert report.account["to_decide"]
    actions = [entry.action for entry in read_chain(f"service:{report.service_id}")]
    assert actions == ["catalogue.service_created", "catalogue.service_imported"]


def test_the_same_file_again_changes_nothing(by, now):
    first = bring("national", golden("national", "cap_lai_giay_phep.txt"), by, now)
    before = PublicService.objects.count()
    again = bring("national", golden("national", "cap_lai_giay_phep.txt"), by, now)
    assert (again.state, again.service_id) == ("unchanged", first.service_id)
    assert PublicService.objects.count() == before


def test_a_newer_record_replaces_an_untouched_draft_and_can_be_undone(by, now):
    source = golden("national", "cap_lai_giay_phep.txt")
    first = bring("national", source, by, now)
    newer = api.Source("x.txt", source.content.replace(b"15 WORKING_DAY", b"9 WORKING_DAY"))
    second = bring("national", newer, by, now)
    assert (second.state, second.service_id) == ("updated", first.service_id)
    draft = catalogue.get_draft(first.service_id, by=by)
    assert (draft.document.clock.amount, draft.can_undo) == (9, True)


def test_what_somebody_edited_is_never_overwritten(by, now):
    source = golden("national", "cap_lai_giay_phep.txt")
    first = bring("national", source, by, now)
    draft = catalogue.get_draft(first.service_id, by=by)
    rename = {"op": "update", "what": "service", "set": {"name": {"vi": "Tên của tôi"}}}
    catalogue.apply_operations(
        service_id=draft.id, operations=[rename], base_revision=draft.revision, by=by, now=now
    )
    newer = api.Source("x.txt", source.content.replace(b"15 WORKING_DAY", b"9 WORKING_DAY"))
    second = bring("national", newer, by, now)
    assert (second.state, second.reason) == ("refused", "already_edited")
    assert catalogue.get_draft(draft.id, by=by).name == "Tên của tôi"


def test_a_service_of_the_same_address_gets_another_one(by, now):
    made = catalogue.create_service(document=small_document(), by=by, now=now)
    exported = api.export_document(made.document)
    report = bring("motcua", api.Source("x.json", exported), by, now)
    copy = catalogue.get_draft(report.service_id, by=by)
    assert copy.slug == f"{made.slug}-2"
    assert {note["code"] for note in report.account["to_decide"]} == {"slug"}
    data, original = copy.document.to_json(), made.document.to_json()
    data["service"]["slug"] = original["service"]["slug"]
    assert data == original


def test_a_refused_file_leaves_nothing_but_its_report(by, now):
    before = PublicService.objects.count()
    report = bring("xlsform", api.Source("x.xlsx", b"no"), by, now)
    assert (report.state, report.reason) == ("refused", "wrong_kind")
    assert PublicService.objects.count() == before
    row = ImportedFile.objects.get(id=report.id)
    assert row.content is None


def test_only_those_who_make_services_import(inside_province, now):
    with pytest.raises(PermissionMissing):
        bring("national", api.Source("x.txt", b"x"), ANONYMOUS, now)
    assert not ImportedFile.objects.exists()


def test_small_batches_are_done_at_once_and_large_ones_wait(
    by, now, django_capture_on_commit_callbacks
):
    source = golden("national", "cap_lai_giay_phep.txt")
    small = api.start_batch(kind="national", sources=[source], by=by, now=now)
    assert api.get_batch(small, by=by).waiting == 0
    many = [
        api.Source(f"{n}.txt", source.content.replace(b"15 WORKING", b"%d WORKING" % n))
        for n in (7, 8, 9, 10)
    ]
    with django_capture_on_commit_callbacks():
        large = api.start_batch(kind="national", sources=many, by=by, now=now)
    assert api.get_batch(large, by=by).waiting == 4
    import_waiting.run(str(large))
    found = api.get_batch(large, by=by)
    assert found.waiting == 0
    assert [report.state for report in found.reports] == ["updated"] * 4
    assert not ImportedFile.objects.exclude(content=None).exists()
    assert not ImportedFile.objects.filter(state=ImportState.WAITING).exists()


def test_a_batch_has_bounds(by, now):
    with pytest.raises(api.BatchRefused):
        api.start_batch(kind="national", sources=[], by=by, now=now)
    too_many = [api.Source(f"{n}.txt", b"x") for n in range(21)]
    with pytest.raises(api.BatchRefused):
        api.start_batch(kind="national", sources=too_many, by=by, now=now)
