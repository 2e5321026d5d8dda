import pytest

from motcua.catalogue.domain.operations import (
    OperationRefused,
    apply_all,
    operation_schema,
    read_operations,
)
from motcua.catalogue.library import demo_services
from tests.factories.catalogue import small_document


def run(document, *operations):
    return apply_all(document, read_operations(list(operations)))


def undone(applied):
    return apply_all(applied.document, applied.inverse).document


@pytest.fixture(scope="module")
def p4():
    return demo_services("province")[0]


@pytest.fixture(scope="module")
def p2():
    return demo_services("province")[2]


def field_of(document, field_id):
    return next(field for field in document.form.walk() if field.id == field_id)


def test_a_page_and_a_field_are_added_where_asked(p4):
    applied = run(
        p4,
        {"op": "add", "what": "page", "at": 1, "item": {"id": "pag_moi", "title": {"vi": "Mới"}}},
        {
            "op": "add",
            "what": "field",
            "parent": "pag_moi",
            "item": {"key": "ghi_chu", "type": "long_text", "label": {"vi": "Ghi chú"}},
        },
    )
    page = applied.document.form.pages[1]
    assert (page.id, page.fields[0].key) == ("pag_moi", "ghi_chu")
    assert page.fields[0].id.startswith("fld_")
    assert undone(applied) == p4


def test_the_log_keeps_the_ids_that_were_made(p4):
    operation = {
        "op": "add", "what": "component", "item": {"name": {"vi": "Ảnh chân dung"}},
    }  # fmt: skip
    applied = run(p4, operation)
    again = apply_all(p4, applied.operations)
    assert again.document == applied.document
    assert applied.operations[0].item["id"].startswith("cmp_")


def test_a_field_moves_to_another_page_and_back(p4):
    applied = run(
        p4, {"op": "move", "what": "field", "id": "fld_ho_ten", "parent": "pag_so_ban", "at": 0}
    )
    assert applied.document.form.pages[5].fields[0].id == "fld_ho_ten"
    assert undone(applied) == p4


def test_places_of_a_move_count_without_the_moved_part(p4):
    order = [page.id for page in p4.form.pages]
    applied = run(p4, {"op": "move", "what": "page", "id": order[0], "at": 2})
    assert [page.id for page in applied.document.form.pages][:3] == [order[1], order[2], order[0]]
    with pytest.raises(OperationRefused):
        run(p4, {"op": "move", "what": "page", "id": order[0], "at": len(order)})


def test_a_field_moves_into_a_group_and_a_group_not_into_itself(p2):
    applied = run(
        p2,
        {
            "op": "move", "what": "field", "id": "fld_gioi_tinh", "parent": "fld_thuong_tru_truoc",
        },
    )  # fmt: skip
    group = field_of(applied.document, "fld_thuong_tru_truoc")
    assert group.fields[-1].id == "fld_gioi_tinh"
    assert undone(applied) == p2
    with pytest.raises(OperationRefused, match="chính nó"):
        run(
            p2,
            {
                "op": "move",
                "what": "field",
                "id": "fld_thuong_tru_truoc",
                "parent": "fld_thuong_tru_truoc",
            },
        )
    with pytest.raises(OperationRefused):
        run(p2, {"op": "move", "what": "field", "id": "fld_dan_toc", "parent": "fld_gioi_tinh"})


def test_an_update_touches_only_what_it_names(p4):
    applied = run(
        p4,
        {
            "op": "update", "what": "field", "id": "fld_so_ban_sao",
            "set": {"label": {"vi": "Số bản"}, "config": {"min": 1, "max": 9}},
        },
    )  # fmt: skip
    field = field_of(applied.document, "fld_so_ban_sao")
    assert (field.label, field.config, field.required) == (
        {"vi": "Số bản"}, {"min": 1, "max": 9}, True,
    )  # fmt: skip
    assert undone(applied) == p4


@pytest.mark.parametrize("what", ["service", "procedure", "execution", "clock", "result"])
def test_whole_sections_are_updated(p4, what):
    value = {
        "service": {"summary": {"vi": "Khác"}},
        "procedure": {"decision": "1/QĐ-BTP"},
        "execution": {"any_place": False},
        "clock": {"unit": "working_days", "amount": 2},
        "result": {"code": "X"},
    }[what]
    applied = run(p4, {"op": "update", "what": what, "set": value})
    assert applied.document != p4
    assert undone(applied) == p4


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"id": "fld_khac"}},
        {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"fields": []}},
        {"op": "update", "what": "page", "id": "pag_so_ban", "set": {"fields": []}},
        {"op": "update", "what": "result", "set": {"blocks": []}},
        {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"lable": {}}},
        {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"label": "Họ tên"}},
        {"op": "update", "what": "clock", "set": {"unit": "fortnights"}},
        {"op": "update", "what": "field", "set": {"required": True}},
        {"op": "remove", "what": "field", "id": "fld_khong_co"},
        {"op": "remove", "what": "outcome", "id": "out_ky"},
        {"op": "remove", "what": "option", "id": "male", "parent": "fld_ho_ten"},
        {"op": "add", "what": "field", "item": {"key": "a", "type": "short_text"}},
        {"op": "add", "what": "field", "parent": "stp_ky", "item": {"key": "a", "type": "x"}},
        {"op": "add", "what": "field", "parent": "pag_so_ban", "item": {"type": "short_text"}},
        {"op": "add", "what": "fee", "item": {"id": "fee_ban_sao"}},
        {"op": "add", "what": "page", "item": {"id": "pag_x"}, "at": 99},
        {"op": "add", "what": "block", "item": {"kind": "script", "text": {}}},
        {"op": "duplicate", "what": "page", "id": "pag_so_ban", "ids": {"pag_so_ban": "fld_x"}},
        {"op": "duplicate", "what": "page", "id": "pag_so_ban", "ids": {"pag_so_ban": "pag_giay_to"}},
        {"op": "replace", "document": {"service": {}}},
    ],
)  # fmt: skip
def test_bad_targets_are_refused_and_named(p4, operation):
    fine = {"op": "update", "what": "clock", "set": {"amount": 5}}
    with pytest.raises(OperationRefused) as refused:
        run(p4, fine, operation)
    assert refused.value.details["index"] == 1
    assert refused.value.message
    assert refused.value.status == 422


@pytest.mark.parametrize(
    "batch",
    [
        [],
        {},
        "x",
        [1],
        [{}],
        [{"op": "drop", "what": "field", "id": "fld_x"}],
        [{"op": "remove", "what": "tenant", "id": "x"}],
        [{"op": "remove", "what": "field", "id": "fld_x", "really": True}],
        [{"op": "update", "what": "clock", "set": {}}],
        [{"op": "remove", "what": "field", "id": "fld_x"}] * 201,
    ],
)
def test_what_is_no_operation_is_refused(batch):
    with pytest.raises(OperationRefused):
        read_operations(batch)


def test_a_removed_page_comes_back_with_all_that_was_in_it(p2):
    applied = run(p2, {"op": "remove", "what": "page", "id": "pag_noi_thuong_tru"})
    assert "fld_tt_tu" not in set(applied.document.ids())
    assert undone(applied) == p2


def test_a_copy_is_whole_in_itself(p2):
    applied = run(p2, {"op": "duplicate", "what": "page", "id": "pag_muc_dich"})
    pages = applied.document.form.pages
    at = [page.id for page in pages].index("pag_muc_dich")
    copy = pages[at + 1]
    assert len(copy.fields) == len(pages[at].fields)
    assert not {field.id for field in copy.fields} & {field.id for field in pages[at].fields}
    asked, detail = copy.fields[0], copy.fields[1]
    assert detail.visible_if.args[0].ref == asked.id, "rules point inside the copy"
    keys = [field.key for field in applied.document.form.walk()]
    assert len(keys) == len(set(keys))
    assert undone(applied) == p2
    assert apply_all(p2, applied.operations).document == applied.document


def test_a_copied_step_keeps_its_ways_out(p4):
    applied = run(
        p4, {"op": "duplicate", "what": "step", "id": "stp_ky", "ids": {"stp_ky": "stp_ky_nhay"}}
    )
    steps = applied.document.process.steps
    assert [step.id for step in steps][3:5] == ["stp_ky", "stp_ky_nhay"]
    assert steps[4].outcomes == steps[3].outcomes
    assert undone(applied) == p4


def test_options_are_edited_one_by_one(p4):
    where = {"what": "option", "parent": "fld_loai_giay"}
    applied = run(
        p4,
        {"op": "add", **where, "item": {"value": "khac", "label": {"vi": "Khác"}}, "at": 0},
        {"op": "update", **where, "id": "khai_sinh", "set": {"label": {"vi": "Khai sinh"}}},
        {"op": "move", **where, "id": "khac", "at": 6},
        {"op": "duplicate", **where, "id": "khac"},
        {"op": "remove", **where, "id": "tl_khai_tu"},
    )
    options = field_of(applied.document, "fld_loai_giay").config["options"]
    assert [each["value"] for each in options][-2:] == ["khac", "khac_2"]
    assert options[0]["label"] == {"vi": "Khai sinh"}
    assert "tl_khai_tu" not in {each["value"] for each in options}
    assert undone(applied) == p4


def test_a_new_choice_field_gets_its_first_option():
    document = small_document()
    applied = run(
        document,
        {
            "op": "add", "what": "field", "parent": "pag_mot",
            "item": {"id": "fld_chon", "key": "chon", "type": "single_choice"},
        },
        {"op": "add", "what": "option", "parent": "fld_chon", "item": {"value": "a"}},
    )  # fmt: skip
    assert field_of(applied.document, "fld_chon").config["options"][0]["value"] == "a"
    assert undone(applied) == document


def test_outcomes_belong_to_their_step(p4):
    where = {"what": "outcome", "parent": "stp_tham_tra"}
    applied = run(
        p4,
        {"op": "add", **where, "item": {"id": "out_hoan", "to": "end:stopped"}},
        {"op": "update", **where, "id": "out_hoan", "set": {"label": {"vi": "Dừng"}}},
        {"op": "move", **where, "id": "out_hoan", "at": 0},
        {"op": "remove", **where, "id": "out_tu_choi"},
    )
    step = applied.document.process.steps[1]
    assert [outcome.id for outcome in step.outcomes] == ["out_hoan", "out_dat", "out_bo_sung"]
    assert undone(applied) == p4


def test_import_is_an_operation_too(p4):
    other = small_document()
    applied = run(p4, {"op": "replace", "document": other.to_json()})
    assert applied.document == other
    assert undone(applied) == p4


def test_settings_that_are_no_options_do_no_harm():
    document = small_document()
    with pytest.raises(OperationRefused):
        run(
            document,
            {
                "op": "update",
                "what": "field",
                "id": "fld_ho_ten",
                "set": {"config": {"options": 7}},
            },
            {"op": "remove", "what": "option", "parent": "fld_ho_ten", "id": "a"},
        )


def test_the_shape_is_published():
    assert "discriminator" in operation_schema()
