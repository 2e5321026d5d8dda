"""Broken and hostile files are refused with the reason, soon, and never with a traceback."""

import io
import json
import struct
import time
import zipfile

import pytest

from motcua.catalogue.importers import ImportRefused, Source, importers
from tests.golden.imports.build_workbooks import COMPLAINT, workbook_bytes

KINDS = list(importers.keys())
SECONDS = 20
"""Of processor time: far above what any of these takes, far below what an explosion would."""


def refusal(kind, content, name="x"):
    began = time.process_time()
    with pytest.raises(ImportRefused) as caught:
        importers.get(kind).read(Source(name, content))
    assert time.process_time() - began < SECONDS
    assert caught.value.message
    return caught.value.reason


def survives(kind, content):
    began = time.process_time()
    found = importers.get(kind).read(Source("x", content))
    assert time.process_time() - began < SECONDS
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"\x00" * 100,
        b"%PDF-1.7 hello",
        b"\x89PNG\r\n\x1a\n" + b"0" * 50,
        b"\xff\xfe{\x00}\x00",
        b"<svg><script>alert(1)</script></svg>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"\x1f\x8b\x08" + b"\x00" * 50,
        b"MZ" + b"\x00" * 600,
        "Tên thủ tục: \ud800".encode("utf-8", "surrogatepass"),
        b"PK\x03\x04" + b"junk" * 40,
        b"[" * 100_000,
        b'{"a":' * 5_000,
        b"123",
        b'"text"',
        b"null",
    ],
    ids=range(18),
)
def test_what_is_no_such_file_is_refused(kind, content):
    refusal(kind, content)


@pytest.mark.parametrize("kind", KINDS)
def test_too_large_a_file_is_refused_before_it_is_read(kind):
    assert refusal(kind, b"{" + b" " * (importers.get(kind).largest + 1)) == "too_large"


@pytest.mark.parametrize(("kind", "name"), [("formio", "components"), ("jsonschema", "properties")])
def test_nul_bytes_are_refused(kind, name):
    assert refusal(kind, f'{{"{name}": []}}'.encode() + b"\x00") == "nul_bytes"


def test_a_file_that_is_also_another_is_refused():
    form = json.dumps({"components": []}).encode()
    assert refusal("formio", form + b"   PK\x03\x04") == "polyglot"
    workbook = workbook_bytes(COMPLAINT)
    assert refusal("xlsform", workbook + b"<script>alert(1)</script>") == "polyglot"
    assert refusal("xlsform", b"#!/bin/sh\n" + workbook) == "wrong_kind"


def test_json_that_says_a_key_twice_or_an_endless_number_is_refused():
    assert refusal("formio", b'{"components": [], "components": []}') == "double_key"
    assert refusal("formio", b'{"components": [NaN]}') == "not_json"
    assert refusal("formio", b'{"components": [' + b"9" * 5_000 + b"]}") == "not_json"


def nested_panels(levels):
    component = {"type": "textfield", "key": "x", "label": "x"}
    for level in range(levels):
        component = {"type": "panel", "key": f"p{level}", "components": [component]}
    return json.dumps({"components": [component]}).encode()


def test_fifty_levels_are_refused_and_ten_are_fine():
    assert refusal("formio", nested_panels(50)) == "too_deep"
    assert survives("formio", nested_panels(10)).counts["questions"] >= 1
    schema = {"type": "string"}
    for _level in range(25):
        schema = {"type": "object", "properties": {"a": schema}}
    assert refusal("jsonschema", json.dumps(schema).encode()) == "too_deep"


def test_ten_thousand_fields_are_refused():
    many = [{"type": "textfield", "key": f"f{n}", "label": "x"} for n in range(10_000)]
    assert refusal("formio", json.dumps({"components": many}).encode()) == "too_many_fields"
    schema = {"properties": {f"f{n}": {"type": "string"} for n in range(10_000)}}
    assert refusal("jsonschema", json.dumps(schema).encode()) == "too_many_fields"
    rows = [["type", "name", "label"], *([["text", f"q{n}", "x"] for n in range(10_000)])]
    assert refusal("xlsform", workbook_bytes({"survey": rows})) == "too_many_fields"


def test_references_that_multiply_are_bounded():
    definitions = {"l0": {"type": "object", "properties": {"x": {"type": "string"}}}}
    for level in range(1, 9):
        ref = {"$ref": f"#/$defs/l{level - 1}"}
        names = [f"p{n}" for n in range(10)]
        definitions[f"l{level}"] = {
            "type": "object",
            "properties": dict.fromkeys(names, ref),
        }
    schema = {"properties": {"a": {"$ref": "#/$defs/l8"}}, "$defs": definitions}
    assert refusal("jsonschema", json.dumps(schema).encode()) == "too_many_fields"


def test_remote_and_endless_references_are_told():
    schema = {
        "properties": {
            "a": {"$ref": "https://example.invalid/x.json"},
            "b": {"$ref": "#/properties/b"},
            "c": {"$ref": "#/nowhere"},
        }
    }
    found = survives("jsonschema", json.dumps(schema).encode())
    assert {"remote_ref", "recursive_ref", "missing_ref"} <= {note.code for note in found.lost}


def test_a_zip_bomb_is_refused():
    bomb = workbook_bytes(COMPLAINT, {"xl/worksheets/sheet9.xml": "0" * 30_000_000})
    assert refusal("xlsform", bomb) == "zip_bomb"
    many = workbook_bytes(COMPLAINT, {f"xl/x{n}.xml": "" for n in range(600)})
    assert refusal("xlsform", many) == "zip_bomb"


def test_a_directory_that_lies_about_sizes_is_refused():
    workbook = bytearray(workbook_bytes(COMPLAINT))
    at = workbook.rfind(b"PK\x01\x02")
    struct.pack_into("<I", workbook, at + 24, 10)
    assert refusal("xlsform", bytes(workbook)) in ("broken", "zip_bomb")


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/embeddings/oleObject1.bin", "active_content"),
        ("xl/activeX/activeX1.xml", "active_content"),
        ("xl/externalLinks/externalLink1.xml", "external_links"),
        ("xl/connections.xml", "external_links"),
    ],
)
def test_workbooks_that_do_something_are_refused(part, reason):
    assert refusal("xlsform", workbook_bytes(COMPLAINT, {part: "x"})) == reason


def test_entities_in_a_workbook_are_refused():
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><sst>&c;</sst>'
    )
    assert refusal("xlsform", workbook_bytes(COMPLAINT, {"xl/sharedStrings.xml": laughs})) == (
        "xml_entities"
    )


def test_an_encrypted_or_cut_workbook_is_refused():
    workbook = workbook_bytes(COMPLAINT)
    assert refusal("xlsform", workbook[: len(workbook) // 2]) == "polyglot"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refusal("xlsform", stream.getvalue()) == "wrong_kind"


def test_formulas_are_never_computed_and_are_told():
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        '2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>name</t></is></c><c r="C1" t="inlineStr"><is><t>label</t>'
        '</is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>text</t></is></c><c r="B2" '
        't="inlineStr"><is><t>a</t></is></c><c r="C2" t="str"><f>cmd|\' /C calc\'!A0</f><v>Tên</v>'
        "</c></row></sheetData></worksheet>"
    )
    found = survives("xlsform", workbook_bytes({"survey": []}, {"xl/worksheets/sheet1.xml": sheet}))
    assert found.document.form.pages[0].fields[0].label == {"vi": "Tên"}
    assert "formula" in {note.code for note in found.lost}


def test_hidden_characters_do_not_survive():
    label = "A\u202egnp.exe\u202c\u200b b\u0007"
    form = {"components": [{"type": "textfield", "key": "a", "label": label}]}
    found = survives("formio", json.dumps(form).encode())
    assert found.document.form.pages[0].fields[0].label == {"vi": "Agnp.exe b"}
    assert "hidden_characters" in {note.code for note in found.lost}


def test_scripts_in_texts_are_taken_out():
    nasty = "<img src=x onerror=alert(1)>Tên<script>alert(1)</script>"
    form = {
        "title": nasty,
        "components": [
            {"type": "textfield", "key": "a", "label": nasty, "description": nasty},
            {"type": "content", "key": "b", "html": nasty},
        ],
    }
    found = survives("formio", json.dumps(form).encode())
    fields = found.document.form.pages[0].fields
    assert fields[0].label == {"vi": "Tên"}
    assert fields[1].config["body"] == {"vi": "Tên"}
    assert "markup" in {note.code for note in found.lost}


def test_patterns_that_explode_are_harmless():
    form = {
        "components": [
            {"type": "textfield", "key": "a", "label": "x", "validate": {"pattern": "(a+)+$"}},
            {"type": "textfield", "key": "b", "label": "x", "validate": {"pattern": "(?=a)(\\1)"}},
        ]
    }
    found = survives("formio", json.dumps(form).encode())
    assert found.counts["questions"] == 2


def test_expressions_of_any_size_are_bounded():
    long = " and ".join(["${q} = 'a'"] * 3_000)
    deep = "(" * 3_000 + "${q}" + ")" * 3_000
    rows = [
        ["type", "name", "label", "relevant"],
        ["text", "q", "x", ""],
        ["text", "a", "x", long],
        ["text", "b", "x", deep],
        ["text", "c", "x", "-" * 3_000 + "1"],
        ["text", "d", "x", " = ".join(["${q}"] * 500)],
        ["text", "e", "x", "not(" * 40 + "${q}" + ")" * 40],
    ]
    found = survives("xlsform", workbook_bytes({"survey": rows}))
    assert found.counts["questions"] == 6
    assert sum(note.code.startswith("rule.") for note in found.lost) == 5


def test_rules_in_a_circle_are_taken_out():
    rows = [
        ["type", "name", "label", "relevant"],
        ["text", "a", "A", "${b} = 'x'"],
        ["text", "b", "B", "${a} = 'x'"],
    ]
    found = survives("xlsform", workbook_bytes({"survey": rows}))
    assert "rule.visible_if" in {note.code for note in found.lost}


def test_wrong_shapes_everywhere_in_form_io():
    form = {
        "title": ["x"],
        "components": [
            {"type": {"a": 1}, "key": 5, "label": {"vi": "x"}, "validate": "no"},
            {"type": "select", "key": "s", "data": "x", "values": {"a": 1}},
            {"type": "columns", "columns": "x", "components": 5},
            {"type": "datagrid", "key": "g", "validate": {"minLength": "９"}, "components": [5]},
            {"type": "number", "key": "n", "validate": {"min": "1e999", "max": [1]}},
            {"type": "textfield", "key": "t", "conditional": {"when": ["a"], "eq": {"a": 1}}},
            {"type": "textfield", "key": "u", "conditional": {"json": {"var": [[[]]]}}},
            {"type": "survey", "key": "v", "questions": {"a": 1}, "values": 3},
            {"type": "number", "key": "w", "calculateValue": {"_sum": ["x"]}, "decimalLimit": "x"},
        ],
    }
    survives("formio", json.dumps(form).encode())


def test_a_record_of_nonsense_still_gives_a_draft_or_a_reason():
    lines = ["Tên thủ tục: X", "Cách thức thực hiện:", "  * Hình thức nộp: ONLINE"]
    lines += ["    Thời hạn giải quyết: " + "9" * 5_000, "    Phí, lệ phí: " + "1." * 4_000]
    lines += ["Thành phần hồ sơ:", *(f"    - Giấy {n}\n      Số lượng: Bản chính: 999, Bản sao: 5"
                                     for n in range(700))]  # fmt: skip
    lines += ["Căn cứ pháp lý:", *(f"  * Luật {n} ({n}/2020/QH)" for n in range(500))]
    found = survives("national", "\n".join(lines).encode())
    assert len(found.document.components) == 300
    assert {"too_many_papers", "too_many"} <= {note.code for note in found.lost}


def test_a_paper_of_any_length_is_cut_and_told():
    lines = ["Mã thủ tục: 1.000001", "Tên thủ tục: X", "Thành phần hồ sơ:"]
    lines += ["    - " + "giấy tờ rất dài " * 3_000]
    lines += ["      Số lượng: Bản chính: 1, Bản sao: 2"]
    found = survives("national", "\n".join(lines).encode())
    assert found.document.components[0].copies == 2
    assert "cut" in {note.code for note in found.lost}
