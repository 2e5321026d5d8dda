"""Maintained lists: kept by staff, bound to what was published, never seen next door."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from formbuilder.api import BUILT_IN, find_reference, validate_answers
from motcua.catalogue import api
from motcua.catalogue.models import ReferenceRevision, ReferenceUpload
from motcua.kernel.actors import PermissionMissing
from motcua.kernel.audit import read_chain, verify_chain
from tests.factories.catalogue import (
    make_builder,
    make_publisher,
    publish,
    small_document,
    small_page,
)

pytestmark = pytest.mark.django_db
BUILDER, PUBLISHER = make_builder(), make_publisher()
FIRST = "ma;ten\na;Phòng A\nb;Phòng B\n"
SECOND = "ma;ten\na;Phòng A\nc;Phòng C\n"
TABLE = "ma;ten;so giuong\nH1;Bệnh viện Một;120\nH2;Bệnh viện Hai;80\n"


def made(now, key="phong-ban", kind="list"):
    return api.create_reference(
        key=key, kind=kind, title={"vi": "Phòng ban", "en": "Offices"}, by=BUILDER, now=now
    )


def uploaded(table, text, now) -> UUID:
    return api.read_upload(
        reference_id=table.id, content=text.encode(), file_name="ds.csv", by=BUILDER, now=now
    )


def filled(now, text=FIRST, **more):
    table = made(now, **more)
    return api.accept_upload(upload_id=uploaded(table, text, now), by=BUILDER, now=now)


def asking(key="phong-ban", kind="list_choice"):
    question = {
        "id": "fld_phong",
        "key": "phong",
        "type": kind,
        "label": {"vi": "Phòng tiếp nhận"},
        "config": {"list": key},
    }
    page = small_page()
    return small_document(form={"pages": [{**page, "fields": [*page["fields"], question]}]})


def codes_of(version) -> list[str]:
    settings = version.compiled_form.fields["fld_phong"].settings
    return list(settings.reference.rows)


def test_a_file_is_looked_at_before_it_counts(inside_province, now) -> None:
    table = filled(now)
    upload = api.get_upload(uploaded(table, SECOND, now), by=BUILDER)
    assert (upload.added, upload.removed, upload.changed) == (1, 1, 0)
    assert api.get_reference(table.id, by=BUILDER).revision_number == 1
    after = api.accept_upload(upload_id=upload.id, by=BUILDER, now=now)
    assert after.revision_number == 2
    assert verify_chain(f"reference:{table.id}").intact
    acts = [entry.action for entry in read_chain(f"reference:{table.id}")]
    assert acts == ["catalogue.reference_created"] + ["catalogue.reference_revised"] * 2


def test_rows_with_faults_are_never_taken_over(inside_province, now) -> None:
    table = filled(now)
    upload = uploaded(table, "ma;ten\na;=1+1\nb;B\n", now)
    with pytest.raises(api.ReferenceFaulty):
        api.accept_upload(upload_id=upload, by=BUILDER, now=now)
    assert api.get_reference(table.id, by=BUILDER).revision_number == 1


def test_uploads_nobody_took_are_forgotten(inside_province, now) -> None:
    table = filled(now)
    uploaded(table, SECOND, now)
    uploaded(table, SECOND, now + timedelta(days=2))
    assert ReferenceUpload.objects.count() == 1


def test_a_published_service_keeps_the_list_it_was_published_with(inside_province, now) -> None:
    table = filled(now)
    version = publish(asking(), now=now)
    assert codes_of(version) == ["a", "b"]
    api.accept_upload(upload_id=uploaded(table, SECOND, now), by=BUILDER, now=now)
    assert codes_of(api.get_version(version.id)) == ["a", "b"]
    assert find_reference("phong-ban").rows.keys() == {"a", "c"}
    form = api.get_version(version.id).compiled_form
    found = validate_answers(form, {"fld_phong": "b"})
    assert "fld_phong" not in {error.field_id for error in found.errors}
    refused = validate_answers(form, {"fld_phong": "c"})
    assert "fld_phong" in {error.field_id for error in refused.errors}


def test_the_document_itself_is_not_changed_by_the_binding(inside_province, now) -> None:
    filled(now)
    version = publish(asking(), now=now)
    question = next(f for f in version.document.form.walk() if f.id == "fld_phong")
    assert question.config == {"list": "phong-ban"}
    assert api.digest(version.document) == version.sha256


def test_going_back_and_forth_loses_nothing(inside_province, now) -> None:
    table = filled(now)
    api.accept_upload(upload_id=uploaded(table, SECOND, now), by=BUILDER, now=now)
    revisions = api.list_revisions(table.id, by=BUILDER)
    first = next(each for each in revisions if each.number == 1)
    back = api.use_revision(reference_id=table.id, revision_id=first.id, by=BUILDER, now=now)
    assert back.revision_number == 1
    assert find_reference("phong-ban").rows.keys() == {"a", "b"}
    with pytest.raises(api.ReferenceConflict):
        api.use_revision(reference_id=table.id, revision_id=first.id, by=BUILDER, now=now)


def test_a_revision_never_changes(inside_province, now) -> None:
    filled(now)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferenceRevision.objects.update(row_count=5)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_reference_revision")


def test_where_it_is_used_is_told(inside_province, now) -> None:
    table = filled(now)
    publish(asking(), now=now)
    (use,) = api.uses_of(table.id, by=BUILDER)
    assert use.questions == ("Phòng tiếp nhận",)
    assert (use.live_number, use.revision_number) == (1, 1)


def test_a_service_naming_no_such_list_is_not_published(inside_province, now) -> None:
    problems = api.check_service(asking("khong-co"))
    assert "form.unknown_list" in {problem.code for problem in problems}


def test_a_tables_cells_fill_other_questions(inside_province, now) -> None:
    filled(now, TABLE, key="benh-vien", kind="table")
    document = asking("benh-vien", "table_lookup")
    raw = document.to_json()
    raw["form"]["pages"][0]["fields"].append(
        {
            "id": "fld_giuong",
            "key": "giuong",
            "type": "number",
            "label": {"vi": "Số giường"},
            "calculate": {"ref": "fld_phong", "part": "so_giuong"},
        }
    )
    document = api.parse_document(raw)
    assert [p for p in api.check_service(document) if p.severity == "error"] == []
    form = publish(document, now=now).compiled_form
    answer = {"code": "H1", "label": "Bệnh viện Một", "so_giuong": 120}
    found = validate_answers(form, {"fld_phong": answer})
    assert found.evaluation.values["fld_giuong"] == 120
    forged = validate_answers(form, {"fld_phong": {**answer, "so_giuong": 1}})
    assert "wrong_type" in {e.code for e in forged.errors if e.field_id == "fld_phong"}


def test_a_tenants_own_list_counts_before_the_platforms(inside_province, now) -> None:
    assert find_reference("vsic").is_partial
    filled(now, "ma;ten\n9999;Ngành riêng\n", key="vsic")
    assert find_reference("vsic").rows.keys() == {"9999"}
    assert find_reference("vsic", BUILT_IN).is_partial


def test_another_tenants_lists_are_not_there(province, ministry, now) -> None:
    from tenants.api import in_tenant

    with in_tenant(province.schema_name):
        table = filled(now)
        revision = str(api.get_reference(table.id, by=BUILDER).revision_id)
        assert find_reference("phong-ban", revision) is not None
    with in_tenant(ministry.schema_name):
        assert find_reference("phong-ban") is None
        assert find_reference("phong-ban", revision) is None
        assert api.list_references(by=BUILDER) == []


def test_only_builders_keep_lists(inside_province, now) -> None:
    table = filled(now)
    for act in (
        lambda: api.create_reference(key="x", kind="list", title={}, by=PUBLISHER, now=now),
        lambda: api.read_upload(
            reference_id=table.id, content=b"x", file_name="x", by=PUBLISHER, now=now
        ),
        lambda: api.use_revision(
            reference_id=table.id, revision_id=table.revision_id, by=PUBLISHER, now=now
        ),
    ):
        with pytest.raises(PermissionMissing):
            act()
    assert api.list_references(by=PUBLISHER)[0].key == "phong-ban"


def test_a_key_is_taken_once_and_has_a_form(inside_province, now) -> None:
    made(now)
    with pytest.raises(api.ReferenceTaken):
        made(now)
    with pytest.raises(api.ReferenceKeyInvalid):
        made(now, key="Có Dấu")
