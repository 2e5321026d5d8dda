"""Whatever the bytes are: a document that runs, or a refusal with its reason. Bounded in time."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formbuilder.api import check_form, compile_form
from motcua.catalogue.importers import ImportRefused, Source, importers
from motcua.catalogue.importers.expressions import (
    NotRead,
    Target,
    read_script,
    read_xpath,
    write_condition,
)
from tests.golden.imports.build_workbooks import workbook_bytes

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
texts = st.text(max_size=40)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
any_json = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=25,
)


def read(kind, content):
    refused = ""
    try:
        found = importers.get(kind).read(Source("x.json", content))
    except ImportRefused as refusal:
        refused = f"{refusal.reason} {refusal.message}"
    if refused:
        assert len(refused.split()) > 1
        return None
    if kind != "motcua":
        compile_form(found.document.form)
        faults = [problem for problem in check_form(found.document.form) if "cycle" in problem.code]
        assert faults == []
    return found


@pytest.mark.parametrize("kind", list(importers.keys()))
@FEW
@given(content=st.binary(max_size=400))
def test_any_bytes(kind, content):
    read(kind, content)


HEADS = ["Mã thủ tục", "Tên thủ tục", "Cách thức thực hiện", "Thành phần hồ sơ", "Căn cứ pháp lý"]
record_lines = st.one_of(
    texts,
    st.builds("{}: {}".format, st.sampled_from(HEADS), texts),
    st.sampled_from([f"{head}:" for head in HEADS]),
    st.builds("  * Hình thức nộp: {}".format, st.sampled_from(["ONLINE", "DIRECT", "X"])),
    st.builds("    Thời hạn giải quyết: {} {}".format, st.integers(), texts),
    st.builds("    Phí, lệ phí: {} VNĐ ({})".format, st.integers(), texts),
    st.builds("  [ {} ]".format, texts),
    st.builds("    - {}".format, texts),
    st.builds("      Số lượng: Bản chính: {}, Bản sao: {}".format, st.integers(), st.integers()),
    st.builds("  * {} ({})".format, texts, texts),
)


@FEW
@given(lines=st.lists(record_lines, max_size=30))
def test_any_record(lines):
    text = "\n".join(["Mã thủ tục: 1.000001", "Tên thủ tục: Thử", *lines])
    read("national", text.encode("utf-8", "replace"))


component_keys = st.sampled_from(
    ["type", "key", "label", "values", "data", "validate", "conditional", "customConditional",
     "calculateValue", "components", "columns", "rows", "multiple", "html", "questions"]
)  # fmt: skip
component_types = st.sampled_from(
    ["textfield", "number", "select", "radio", "selectboxes", "checkbox", "datagrid", "panel",
     "columns", "content", "survey", "datetime", "file", "button", "currency", "day"]
)  # fmt: skip
components = st.recursive(
    st.dictionaries(component_keys, leaves | component_types, max_size=8),
    lambda inner: st.builds(
        lambda kind, key, more: {"type": kind, "key": key, "components": more},
        component_types,
        texts,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@FEW
@given(found=st.lists(components, max_size=6))
def test_any_form_io(found):
    read("formio", json.dumps({"components": found}).encode())


keywords = st.sampled_from(
    ["type", "properties", "required", "items", "enum", "const", "oneOf", "allOf", "if", "then",
     "else", "minimum", "maximum", "minLength", "maxLength", "pattern", "format", "title", "$ref",
     "dependentRequired", "anyOf", "not"]
)  # fmt: skip
schema_words = st.sampled_from(
    ["string", "number", "integer", "boolean", "array", "object", "date", "email", "#", "a", "b"]
)
schemas = st.recursive(
    leaves | schema_words,
    lambda inner: (
        st.dictionaries(keywords | st.sampled_from("ab"), inner, max_size=6)
        | st.lists(inner, max_size=3)
    ),
    max_leaves=25,
)


@FEW
@given(properties=st.dictionaries(texts, schemas, max_size=5), rest=schemas)
def test_any_json_schema(properties, rest):
    root = {**(rest if isinstance(rest, dict) else {}), "properties": properties}
    read("jsonschema", json.dumps(root).encode())


@FEW
@given(document=any_json)
def test_any_own_document(document):
    read("motcua", json.dumps({"motcua": "service", "document": document}).encode())


cells = st.one_of(
    st.sampled_from(
        ["text", "integer", "select_one a", "select_multiple a", "begin_group", "end_group",
         "begin_repeat", "end_repeat", "calculate", "note", "${q1} > 1", "sum(${q2})", ". < 3",
         "selected(${q1}, 'a')", "yes", "${q1} = 'a' and not(${q2} > 3)", "q1", "q2", "a"]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
)  # fmt: skip
HEADER = ["type", "name", "label", "relevant", "constraint", "calculation", "required"]


@FEW
@given(
    rows=st.lists(st.lists(cells, max_size=7), max_size=12),
    choices=st.lists(st.lists(cells, max_size=3), max_size=5),
)
def test_any_workbook(rows, choices):
    sheets = {
        "survey": [HEADER, *rows],
        "choices": [["list_name", "name", "label"], ["a", "x", "X"], *choices],
    }
    try:
        content = workbook_bytes(sheets)
    except ValueError:
        return
    read("xlsform", content)


TARGETS = {
    "n": Target("fld_n", "number"),
    "t": Target("fld_t", "text"),
    "d": Target("fld_d", "date"),
    "c": Target("fld_c", "choice", values={"x y": "x_y"}),
    "m": Target("fld_m", "choices"),
    "g": Target("fld_g", "rows"),
    "r": Target("fld_r", "number", "fld_g"),
}
pieces = st.sampled_from(
    ["${n}", "${t}", "${d}", "${c}", "${m}", "${g}", "${r}", "data.n", "data.c", "row.r", "(", ")",
     " and ", " or ", " = ", " != ", " > ", "===", "&&", "||", "!", "?", ":", ",", "+", "-", "*",
     " div ", " mod ", "'a'", "'x y'", "1", "2.5", "today()", "selected(", "count(", "sum(", "if(",
     "int(", "not(", "string-length(", "date('2020-01-01')", ".", "''", "coalesce("]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(pieces, max_size=14))
def test_any_expression_is_a_rule_or_a_reason(parts):
    text = "".join(parts)
    for reader in (read_xpath, lambda each: read_script(each, variable="show")):
        try:
            found = write_condition(reader(text), TARGETS, own="n")
        except NotRead as reason:
            found = str(reason)
        assert found
        assert isinstance(found, dict | str)
