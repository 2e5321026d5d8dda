"""Composite questions through a draft: prefill, named papers, pictures without their metadata."""

import io

import pytest
from PIL import Image

from motcua.files.api import open_file
from motcua.identity.api import applicant_actor
from motcua.submissions import api
from tests.factories import files as bytes_of
from tests.factories.files import Upload
from tests.factories.identity import make_applicant
from tests.factories.submissions import document, field, make_version

pytestmark = pytest.mark.django_db
PAPERS = {
    "documents": [
        {"key": "birth", "label": {"vi": "Giấy chứng sinh"}},
        {"key": "photo", "label": {"vi": "Ảnh"}, "min_count": 0, "kinds": ["image"]},
    ]
}


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    stream = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


@pytest.fixture
def draft(inside_province, now):
    page = {
        "id": "pag_all",
        "title": {"vi": "Tất cả"},
        "fields": [
            field("who", "person", required=True, config={"optional_parts": ["personal_number"]}),
            field("papers", "documents", required=True, config=PAPERS),
            field("face", "image"),
            field("rows", "group", fields=[field("row_papers", "documents", config=PAPERS)]),
        ],
    }
    version = make_version(document(form={"pages": [page]}, components=[], fees=[]))
    applicant = make_applicant(name="Trần Thị Lan", personal_number="001190000123")
    made = api.start_draft(version_id=version, applicant=applicant, now=now)
    return made, applicant_actor(applicant)


def save(draft, now, posted=None, files=None):
    view, by = draft
    return api.save_page(
        draft_id=view.id, page_id="pag_all", posted=posted or {}, files=files or {}, by=by, now=now
    )


def test_the_applicants_own_block_is_filled_from_the_profile(draft):
    view, _by = draft
    who = view.answers["fld_who"]
    assert who["name"] == "Trần Thị Lan"
    assert who["personal_number"] == "001190000123"
    assert "fld_who" in view.prefilled


def test_each_paper_has_its_own_input_and_limits(draft, now):
    done = save(
        draft,
        now,
        files={
            "f-fld_papers-birth": [Upload("giay.pdf", bytes_of.pdf())],
            "f-fld_papers-photo": [Upload("anh.pdf", bytes_of.pdf())],
        },
    )
    (entry,) = done.draft.answers["fld_papers"]
    assert (entry["document"], entry["name"]) == ("birth", "giay.pdf")
    (refused,) = [error for error in done.errors if error.field_id == "fld_papers"]
    assert (refused.part, refused.input_name) == ("-photo", "f-fld_papers-photo")


def test_papers_work_in_rows_and_are_let_go(draft, now):
    files = {"f-fld_rows-r1-fld_row_papers-birth": [Upload("giay.pdf", bytes_of.pdf())]}
    done = save(draft, now, {"f-fld_rows-rows": ["r1"]}, files)
    (row,) = done.draft.answers["fld_rows"]
    (entry,) = row["fld_row_papers"]
    again = save(
        draft,
        now,
        {
            "f-fld_rows-rows": ["r1"],
            "f-fld_rows-r1-fld_row_papers-remove": [entry["file_id"]],
        },
    )
    assert "fld_row_papers" not in str(again.draft.answers.get("fld_rows"))


def test_a_picture_is_stored_without_what_it_tells(draft, now):
    before = photo()
    done = save(draft, now, files={"f-fld_face": [Upload("toi.jpg", before)]})
    (entry,) = done.draft.answers["fld_face"]
    with open_file(entry["file_id"]) as stream:
        after = stream.read()
    assert b"Secret Camera" in before
    assert b"Secret Camera" not in after
    assert len(after) == entry["size"]


@pytest.mark.parametrize(
    "name",
    [
        "f-fld_papers", "f-fld_papers-evil", "f-fld_who-name", "f-fld_who", "f-fld_face-birth",
        "f-fld_nothing-birth", "f--", "f-fld_papers-birth-birth",
    ],
)  # fmt: skip
def test_files_under_names_nobody_asked_for_go_nowhere(draft, now, name):
    done = save(draft, now, files={name: [Upload("x.pdf", bytes_of.pdf())]})
    assert "fld_papers" not in done.draft.answers
    assert "fld_face" not in done.draft.answers


def test_missing_parts_are_named_one_by_one(draft, now):
    done = save(draft, now, {"f-fld_who-name": [""], "f-fld_who-birth-year": [""]})
    parts = {error.part for error in done.errors if error.field_id == "fld_who"}
    assert parts == {"-name", "-birth-day"}
