import copy
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from formbuilder.api import FormSection, compile_form
from motcua.submissions.domain import answers as find
from motcua.submissions.domain.digest import draft_digest, submission_digest
from motcua.submissions.domain.tracking import tidy
from tests.factories.submissions import document

FORM = compile_form(FormSection.model_validate(document()["form"]))
ANSWERS = {
    "fld_name": "An",
    "fld_children": [{"_row": "r1", "fld_child": "Bình"}, {"_row": "r7"}],
}
KNOWN = {
    "reference": "NH-1",
    "version_id": UUID(int=1),
    "received_at": datetime(2026, 6, 15, 2, 0, tzinfo=UTC),
    "answers": {"b": 1, "a": "Đ"},
    "files": [],
}


def test_answers_are_found_by_path():
    assert find.read_path(ANSWERS, "fld_name") == "An"
    assert find.read_path(ANSWERS, "fld_children/r1/fld_child") == "Bình"
    for path in ("fld_x", "fld_children/r9/fld_child", "fld_name/r1/fld_child", "a/b", ""):
        assert find.read_path(ANSWERS, path) is None


def test_answers_are_written_by_path():
    changed = copy.deepcopy(ANSWERS)
    find.write_path(changed, "fld_children/r7/fld_child", "Chi")
    find.write_path(changed, "fld_name", None)
    find.write_path(changed, "fld_children/r9/fld_child", "nobody")
    assert changed == {
        "fld_children": [
            {"_row": "r1", "fld_child": "Bình"},
            {"_row": "r7", "fld_child": "Chi"},
        ]
    }


def test_only_real_places_lead_to_a_field():
    assert find.field_at(FORM, "f-fld_paper").id == "fld_paper"
    assert find.field_at(FORM, "f-fld_children-r1-fld_child_paper").id == "fld_child_paper"
    for name in (
        "f-fld_child_paper",
        "f-fld_children-fld_child_paper",
        "f-fld_x-r1-fld_child_paper",
        "f-fld_children-r1-fld_paper",
        "fld_none",
        "f-",
        "",
    ):
        assert find.field_at(FORM, name) is None


def test_new_rows_get_ids_nobody_had():
    assert find.next_row_id(ANSWERS["fld_children"]) == "r8"
    assert find.next_row_id([]) == "r1"


def test_locks_are_kept_under_the_group():
    assert find.top_level(FORM, "fld_child") == "fld_children"
    assert find.top_level(FORM, "fld_name") == "fld_name"
    assert find.top_level(FORM, "fld_none") == ""


def test_a_digest_depends_on_content_not_on_order_or_zone():
    same = KNOWN | {
        "answers": {"a": "Đ", "b": 1},
        "received_at": KNOWN["received_at"].astimezone(timezone(timedelta(hours=7))),
    }
    assert submission_digest(**KNOWN) == submission_digest(**same)
    for name, other in (("reference", "NH-2"), ("answers", {"a": "D"}), ("files", [{}])):
        assert submission_digest(**KNOWN) != submission_digest(**(KNOWN | {name: other}))
    assert draft_digest(UUID(int=1), {"a": 1}) != draft_digest(UUID(int=2), {"a": 1})


def test_the_digest_is_what_its_description_says():
    """A fixed value: a change of the recipe would orphan every receipt ever given."""
    assert submission_digest(**KNOWN) == (
        "b12092932746646de12694bb27f47ecfabc8e9799c7e5a9ee24467feaf83c382"
    )


def test_secrets_are_read_as_people_type_them():
    assert tidy(" ab-o1 iL") == "AB0111"
