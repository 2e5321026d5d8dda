"""A reviewer reads every change in words, and nothing that did not change."""

from formbuilder.api import field_types, rule_words
from motcua.backoffice.designer.difference_words import LISTS, WHOLES, attribute_label
from motcua.backoffice.designer.differences import describe_changes
from motcua.backoffice.designer.side_by_side import side_by_side
from motcua.backoffice.designer.starters import start_usual
from motcua.catalogue.api import parse_document
from motcua.catalogue.domain.operations import apply_all, read_operations
from motcua.catalogue.domain.operations.kinds import KINDS
from motcua.catalogue.domain.operations.kinds import WHOLES as KIND_WHOLES


def usual():
    return start_usual(code="1.001193", name="Phép thử", slug="phep-thu")


def sentences(before, *operations):
    after = apply_all(before, read_operations(list(operations))).document
    return [change.sentence for change in describe_changes(before, after)]


def test_nothing_changed():
    assert describe_changes(usual(), usual()) == []


def test_without_a_live_version_all_is_new():
    changes = describe_changes(None, usual())
    assert changes[0].sentence == "Dịch vụ mới, chưa công bố lần nào."
    assert "Thêm câu hỏi “Họ và tên”." in [change.sentence for change in changes]


def test_a_changed_label():
    assert sentences(
        usual(),
        {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"label": {"vi": "Tên"}}},
    ) == ["Câu hỏi “Tên”: tên đổi từ “Họ và tên” thành “Tên”."]


def test_a_condition_in_words():
    rule = {"op": "filled", "args": [{"ref": "fld_dien_thoai"}]}
    [sentence] = sentences(
        usual(),
        {"op": "update", "what": "field", "id": "fld_noi_o", "set": {"visible_if": rule}},
    )
    assert sentence.endswith("đổi từ luôn luôn thành “Số điện thoại” đã được trả lời.")


def test_a_moved_field_is_named_alone():
    assert sentences(usual(), {"op": "move", "what": "field", "id": "fld_noi_o", "at": 0}) == [
        "Đổi thứ tự câu hỏi “Nơi ở hiện tại”."
    ]


def test_a_removed_step_and_a_redirected_outcome():
    said = sentences(
        usual(),
        {"op": "update", "what": "outcome", "parent": "stp_phe_duyet", "id": "out_ky",
         "set": {"to": "stp_tra_ket_qua"}},
        {"op": "remove", "what": "step", "id": "stp_phat_hanh"},
    )  # fmt: skip
    assert "Bỏ bước “Phát hành”." in said
    assert any("bước tiếp theo đổi từ" in each for each in said)


def test_a_setting_of_a_question():
    [sentence] = sentences(
        usual(),
        {"op": "update", "what": "field", "id": "fld_ngay_sinh",
         "set": {"config": {"is_birth_date": True, "when": "past"}}},
    )  # fmt: skip
    assert "thời điểm đổi từ (trống) thành “past”" in sentence


def test_any_rule_has_words():
    rule = {"op": "not", "args": [{"op": "in", "args": [{"ref": "fld_x"}, {"value": ["a", True]}]}]}
    assert rule_words(rule, {"fld_x": "Loại", "fld_x=a": "Loại A"}) == (
        "không đúng rằng “Loại” là một trong “Loại A”, Có"
    )
    assert rule_words({"op": "today", "args": []}, {}) == "hôm nay"


def test_a_long_order_stays_fast():
    data = usual().to_json()
    page = data["form"]["pages"][0]
    page["fields"] = [
        {"id": f"fld_{n}", "key": f"k{n}", "type": "short_text"} for n in range(1_500)
    ]
    before = parse_document(data)
    page["fields"].reverse()
    assert describe_changes(before, parse_document(data)) is not None


CHOICES = [{"value": each, "label": {"vi": each.upper()}} for each in ("a", "b", "c")]


def with_choices():
    operation = {
        "op": "add",
        "what": "field",
        "parent": "pag_nguoi_nop",
        "item": {
            "id": "fld_chon",
            "key": "chon",
            "type": "single_choice",
            "label": {"vi": "Chọn"},
            "config": {"options": CHOICES},
        },
    }
    return apply_all(usual(), read_operations([operation])).document


def choose(*options):
    config = {
        "op": "update",
        "what": "field",
        "id": "fld_chon",
        "set": {"config": {"options": options}},
    }
    return sentences(with_choices(), config)


def test_choices_change_one_by_one():
    new = {"value": "d", "label": {"vi": "Mới"}}
    assert choose(*CHOICES, new) == ["Câu hỏi “Chọn”: thêm lựa chọn “Mới”."]
    assert choose(*CHOICES[:2]) == ["Câu hỏi “Chọn”: bỏ lựa chọn “C”."]
    assert choose(*CHOICES[::-1]) == ["Câu hỏi “Chọn”: đổi thứ tự các lựa chọn."]
    renamed = {**CHOICES[0], "label": {"vi": "Khác"}}
    [sentence] = choose(renamed, *CHOICES[1:])
    assert "lựa chọn đổi từ" in sentence


def test_every_kind_of_part_is_compared():
    kinds = {each.key for each in LISTS} | set(WHOLES)
    assert (set(KINDS) - {"option"}) | set(KIND_WHOLES) == kinds


def test_no_attribute_is_called_by_its_key():
    attributes = {key for kind in KINDS.values() for key in kind.attributes}
    attributes |= {key for keys in KIND_WHOLES.values() for key in keys}
    settings = {key for kind in field_types for key in kind.config.model_fields}
    bare = {key for key in attributes | settings if attribute_label(key).startswith("“")}
    assert bare == set()


def test_side_by_side_shows_what_differs_and_on_request_the_rest():
    before = usual()
    operations = [
        {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"label": {"vi": "Tên"}}},
        {"op": "remove", "what": "field", "id": "fld_noi_o"},
        {"op": "update", "what": "privacy", "set": {"retention_years": 5}},
    ]
    after = apply_all(before, read_operations(operations)).document
    pairs = [pair for area in side_by_side(before, after) for pair in area.pairs]
    assert {(pair.subject, pair.kind) for pair in pairs} == {
        ("câu hỏi “Tên”", "changed"),
        ("câu hỏi “Nơi ở hiện tại”", "removed"),
        ("lưu hồ sơ", "changed"),
    }
    [name] = [pair for pair in pairs if pair.subject == "câu hỏi “Tên”"]
    assert name.lines == (("tên", "“Họ và tên”", "“Tên”"),)
    same = side_by_side(before, before, with_same=True)
    assert same
    assert all(area.is_quiet for area in same)
    assert side_by_side(before, before) == []
