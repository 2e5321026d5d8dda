"""Nothing comes into a training copy that nobody has thought about."""

import psycopg
import pytest
from django.apps import apps
from django.db.models import ForeignKey

from motcua.fleet.domain.invented import Inventor
from motcua.fleet.domain.stand_ins import stand_in
from motcua.fleet.domain.training_plan import CHANGED, EMPTY, WHOLE
from tenants.postgres_programs import connection_settings
from tenants.queries.table_lines import travelling_tables
from tests.cases import try_each

# Columns that hold no words.
WORDLESS = {
    "UUIDField", "BooleanField", "IntegerField", "PositiveIntegerField", "DateTimeField",
    "PositiveSmallIntegerField", "SmallIntegerField", "BigIntegerField", "PositiveBigIntegerField",
    "DateField", "TimeField",
}  # fmt: skip


@pytest.mark.django_db
def test_every_table_has_its_place_in_the_plan(province):
    with psycopg.connect(**connection_settings()) as database:
        there = set(travelling_tables(database, province.schema_name))
    named = [*WHOLE, *EMPTY, *CHANGED]
    assert len(named) == len(set(named))
    assert there <= set(named), "say in domain/training_plan.py what becomes of the new table"


def test_every_column_with_words_has_a_rule():
    found = []
    for model in apps.get_models(include_auto_created=True):
        plan = CHANGED.get(model._meta.db_table)
        if plan is None:
            continue
        there = {field.column for field in model._meta.local_fields}
        found += [f"{model._meta.db_table}: no column {name}" for name in plan.keys() - there]
        found += [
            f"{model._meta.db_table}.{field.column}: say what becomes of it"
            for field in model._meta.local_fields
            if type(field).__name__ not in WORDLESS
            and not isinstance(field, ForeignKey)
            and field.column not in plan
        ]
    assert not found, "\n".join(found)


def test_what_is_invented_is_like_what_was_and_nobodys():
    by = Inventor(b"key", kept=frozenset({"nam"}))
    cases = [
        ("a name", "Nguyễn Thị Bí Mật", lambda made: len(made.split()) == 3),
        ("a personal number", "079203001234", lambda made: made[:3] == "000" and len(made) == 12),
        ("a telephone", "0903 123 456", lambda made: made[:4] == "0001" or made[:3] == "000"),
        ("a mail address", "bi.mat@example.vn", lambda made: made.endswith("@example.invalid")),
        ("a day", "1990-05-17", lambda made: made < "1990-05-17" and len(made) == 10),
        ("words", "nhà tôi ở sau chợ", lambda made: len(made.split()) == 5),
        ("one word", "Bímật", lambda made: made and "Bímật" not in made),
    ]

    def judge(case):
        _name, value, is_fine = case
        made = by.value({"x": [value]})["x"][0]
        assert made != value
        assert is_fine(made), made
        assert by.value(value) == made
        assert Inventor(b"other").value(value) != made or len(value) < 8

    try_each(cases, judge, name=lambda case: case[0])
    for kept in ("nam", "staff:01a2028f-698e-7a13-93b1-088c211368f4", "fld_a", "2026-06-15T02:00"):
        assert by.value(kept) == kept
    place = by.value({"province": "68", "commune": "24781", "detail": "12 Hẻm Kín"})
    assert place["detail"] != "12 Hẻm Kín"
    assert place["commune"] != "24781"
    assert by.value({"state": "nộp", "n": 3, "b": True, "z": None}) == {
        "state": "nộp", "n": 3, "b": True, "z": None,
    }  # fmt: skip
    assert by.who("staff:01a2028f-698e-7a13-93b1-088c211368f4").startswith("staff:")


def test_stand_ins_open_with_what_they_say_they_are():
    assert stand_in("application/pdf").startswith(b"%PDF")
    assert stand_in("image/png")[1:4] == b"PNG"
    assert "TẬP HUẤN" in stand_in("application/zip").decode()
