"""What a citizen typed never runs in anybody's spreadsheet."""

import csv
import io
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from motcua.backoffice.datasheet import exports
from motcua.backoffice.datasheet.charts import count_column
from motcua.casework.api import SheetRow
from motcua.catalogue.domain.sheet import Column, GroupSheet

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|x", "%0A=1", "\n=cmd"]


def column(name, kind="text"):
    return Column(name, name, f"Cột {name}", kind, "none", (), (), 1, 1)


def row(**answers):
    at = datetime(2026, 10, 1, tzinfo=UTC)
    return SheetRow(uuid4(), "=HS-1", uuid4(), 1, "online", at, None, None, answers)


@pytest.fixture
def plain_cells(monkeypatch):
    def cells(_row, columns, answers):
        return [answers.get(each.id) for each in columns]

    for name in ("exports", "charts"):
        monkeypatch.setattr(f"motcua.backoffice.datasheet.{name}.cells_of", cells)


@pytest.mark.parametrize("text", HOSTILE)
def test_formulas_are_text(text):
    assert exports.guarded(text) == f"'{text}"


@pytest.mark.parametrize("value", [-1, 1.5, None, "An", "a=1", ""])
def test_the_rest_is_as_it_was(value):
    assert exports.guarded(value) == value


@given(st.text())
def test_nothing_guarded_begins_like_a_formula(text):
    safe = exports.guarded(text)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))


def test_csv_is_one_line_a_dossier_and_reads_back(plain_cells):
    rows = [row(a=text, b=-3) for text in [*HOSTILE, 'có "dấu", phẩy\nxuống dòng']]
    lines = list(exports.csv_lines(rows, [column("a"), column("b", "number")]))
    assert lines[0].startswith("\ufeffMã hồ sơ")
    back = list(csv.reader(io.StringIO("".join(lines)[1:], newline="")))
    assert len(back) == len(rows) + 1
    for line in back[1:]:
        assert line[0] == "'=HS-1"
        assert not line[6].lstrip().startswith(("=", "+", "-", "@"))
        assert line[7] == "-3"


def test_a_workbook_has_a_sheet_for_each_group_and_no_formula(plain_cells):
    groups = [
        GroupSheet("g", "Con: [1]/2" * 5, (column("x"),)),
        GroupSheet("h", "", (column("y"),)),
    ]
    answers = {"a": "=1+1", "g": [{"x": "=2"}, {"x": "ba\x00"}], "h": "hỏng"}
    with exports.write_xlsx([row(**answers)], [column("a")], groups) as file:
        book = load_workbook(file)
    main, children, broken = book.worksheets
    assert main["G2"].value == "'=1+1"
    assert all(each.data_type != "f" for line in main.iter_rows() for each in line)
    assert [[each.value for each in line] for line in children.iter_rows(min_row=2)] == [
        ["'=HS-1", 1, "'=2"],
        ["'=HS-1", 2, "ba"],
    ]
    assert broken.max_row == 1
    assert len({sheet.title for sheet in book.worksheets}) == 3


def test_ten_thousand_dossiers_stream_without_being_kept(plain_cells):
    lines = exports.csv_lines((row(a="x") for _ in range(10_000)), [column("a")])
    next(lines)
    assert sum(1 for _ in lines) == 10_000


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("choice", ["A", "B", "A", None], [("A", 2), ("B", 1), ("(không trả lời)", 1)]),
        ("choices", ["A, B", "A"], [("A", 2), ("B", 1)]),
        ("number", [1, 2, 2], [("1", 1), ("2", 2)]),
        ("bool", [True, False, True], [("Có", 2), ("Không", 1)]),
    ],
)
def test_a_column_counted(kind, values, expected, plain_cells):
    bars = count_column([row(a=value) for value in values], column("a", kind))
    assert [(bar.label, bar.count) for bar in bars] == expected


def test_many_numbers_become_ranges(plain_cells):
    bars = count_column([row(a=value) for value in range(100)], column("a", "number"))
    assert len(bars) == 10
    assert sum(bar.count for bar in bars) == 100
