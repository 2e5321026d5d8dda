"""Other people's programs agree: pyxform takes our workbooks, jsonschema takes our answers."""

import json
from datetime import date
from pathlib import Path

import pytest

from formbuilder.api import Context, compile_form, export_answers, validate_answers
from motcua.catalogue.importers import Source, importers

HOME = Path(__file__).resolve().parents[2] / "golden" / "imports"
WORKBOOKS = sorted((HOME / "xlsform").glob("*.xlsx"))


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_the_golden_workbooks_are_xlsforms_to_the_reference_program(path, tmp_path):
    xls2xform = pytest.importorskip("pyxform.xls2xform")
    found = xls2xform.convert(xlsform=path.read_bytes(), file_type=".xlsx", validate=False)
    assert found.xform.startswith("<?xml")


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_the_reference_program_finds_the_same_questions(path):
    """Every question it knows is here, or our account says why not."""
    xls2json = pytest.importorskip("pyxform.xls2json")
    known = set(names_in(xls2json.parse_file_to_json(str(path))))
    found = importers.get("xlsform").read(Source(path.name, path.read_bytes()))
    places = set(found.paths.values())
    told = {note.place.partition(" ")[0] for note in found.lost}
    rows = rows_by_name(path)
    silent = [name for name in known if rows[name] not in places and rows[name] not in told]
    assert silent == []


def names_in(node):
    kind = node.get("type", "")
    if kind not in ("survey", "group", "repeat") and node.get("name") not in ("instanceID", None):
        yield node["name"]
    for child in node.get("children", []):
        if child.get("name") != "meta":
            yield from names_in(child)


def rows_by_name(path):
    from motcua.kernel.workbooks import read_workbook

    sheet = read_workbook(path.read_bytes(), largest=10_000_000)["survey"]
    found = {cells.get(1, ""): f"survey!{number}" for number, cells in sheet.rows}
    # The program adds a question of its own beside a list with "or_other".
    return found | {f"{name}_other": place for name, place in found.items()}


ANSWERS = {
    "chu_dau_tu_ho_ten": "Nguyễn Văn Thử",
    "chu_dau_tu_ngay_sinh": "1990-02-03",
    "chu_dau_tu_dien_thoai": "0912345678",
    "chu_dau_tu_thu_dien_tu": "thu@example.com",
    "chu_dau_tu_dia_chi_tinh": "Lâm Đồng",
    "loai_cong_trinh": "sua_chua",
    "dien_tich": 120.5,
    "so_tang": 3,
    "hien_trang": "Nhà cấp bốn",
    "vat_lieu": ["be_tong", "go"],
    "co_tang_ham": False,
    "cam_ket": True,
}


def test_answers_to_an_imported_schema_fit_that_schema():
    jsonschema = pytest.importorskip("jsonschema")
    path = HOME / "jsonschema" / "giay_phep_xay_dung.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    found = importers.get("jsonschema").read(Source(path.name, path.read_bytes()))
    compiled = compile_form(found.document.form)
    ids = {field.key: field.id for field in found.document.form.walk()}
    answers = {ids[key]: value for key, value in ANSWERS.items()}
    row = {"_row": "r1", ids["hang_muc_ten"]: "Móng", ids["hang_muc_loai"]: "phu"}
    answers[ids["hang_muc"]] = [row | {ids["hang_muc_chi_phi"]: 5_000}]
    context = Context(today=date(2026, 11, 21))
    checked = validate_answers(compiled, answers, context)
    assert checked.errors == ()
    exported = export_answers(compiled, checked.answers_visible_only)
    nested = nest(exported, found.paths)
    jsonschema.Draft202012Validator(schema).validate(nested)
    nested["hien_trang"] = None
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(nested))


def nest(exported, paths):
    """Exported answers in the shape of the source, by the paths the importer told."""
    found = {}
    for key, value in exported.items():
        if value is None or key not in paths:
            continue
        parts = paths[key].split("/properties/")[1:]
        home = found
        for part in parts[:-1]:
            home = home.setdefault(part, {})
        name = parts[-1]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = [
                {
                    paths[inner].rpartition("/properties/")[2]: each
                    for inner, each in row.items()
                    if inner in paths and each is not None
                }
                for row in value
            ]
        home[name] = value
    return found
