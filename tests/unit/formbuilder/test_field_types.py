"""Each type's own rules, with the words people get to read."""

from datetime import date
from typing import Any

import pytest

from formbuilder.api import Context, communes_of, field_types, find_commune, provinces
from formbuilder.fieldtypes.base import Posted, Question
from formbuilder.fieldtypes.phone import to_e164
from formbuilder.fieldtypes.short_text import is_tax_code
from tests.unit.formbuilder.builders import CONTEXT, FILE


def parse(key: str, posted: dict[str, str], label: str = "Câu hỏi", **config: Any) -> Any:
    kind = field_types.get(key)
    values = {f"f-x{part}": [text] for part, text in posted.items()}
    return kind.parse(Posted("f-x", values), kind.config.model_validate(config), Question(label))


def faults(key: str, value: Any, label: str = "Câu hỏi", **config: Any) -> list[tuple[str, str]]:
    kind = field_types.get(key)
    settings = kind.config.model_validate(config)
    question = Question(label, context=CONTEXT)
    return [(issue.code, issue.message) for issue in kind.check(value, settings, question)]


def codes(key: str, value: Any, **config: Any) -> list[str]:
    return [code for code, _message in faults(key, value, **config)]


def warnings(
    value: str, context: Context = CONTEXT, others: Any = None, **config: Any
) -> list[str]:
    kind = field_types.get("personal_number")
    question = Question("Số định danh", context=context, look=(others or {}).get)
    settings = kind.config.model_validate(config)
    return [issue.code for issue in kind.warn(value, settings, question)]


def test_short_text_is_one_clean_line() -> None:
    assert parse("short_text", {"": "  Tra\u0302\u0300n\n  Bình "}).value == "Trần Bình"
    assert codes("short_text", "x" * 256) == ["too_long"]
    assert codes("short_text", "ab", min_length=3) == ["too_short"]
    assert codes("short_text", "Lan 2", form="person_name") == ["name"]
    assert codes("short_text", "12a", form="digits") == ["digits"]
    assert parse("short_text", {"": "c 123 4567"}, form="passport").value == "C1234567"
    assert codes("short_text", "?", form="passport") == ["passport"]


@pytest.mark.parametrize("text", ["0100233488", "0314409058-002", "001190000123"])
def test_tax_codes(text: str) -> None:
    assert is_tax_code(text)


@pytest.mark.parametrize("text", ["0100233489", "0314409058-000", "01002334", "x", "0100233488 "])
def test_wrong_tax_codes(text: str) -> None:
    assert not is_tax_code(text)
    assert codes("short_text", text.strip() or "x", form="tax_code") or text.endswith(" ")


def test_long_text_keeps_its_lines() -> None:
    assert parse("long_text", {"": "một \r\nhai\r\n"}).value == "một\nhai"
    assert codes("long_text", "x" * 5_001) == ["too_long"]
    assert codes("short_text", "một\nhai") == ["wrong_type"]


@pytest.mark.parametrize(
    ("typed", "decimals", "stored"),
    [
        ("12", 0, 12), ("-3", 0, -3), ("1.234", 0, 1234), ("1,234", 2, 1234), ("12,5", 1, 12.5),
        ("12.5", 1, 12.5), ("1.234,5", 1, 1234.5), ("1,234.5", 1, 1234.5), ("1 234 567", 0, 1234567),
        ("0,000001", 6, 0.000001), ("\u22122", 0, -2),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(typed: str, decimals: int, stored: float) -> None:
    assert parse("number", {"": typed}, decimals=decimals).value == stored


@pytest.mark.parametrize("typed", ["abc", "1e5", "1..2", "1.234", "--1", "1,2,3", "٣", "1_000"])
def test_what_is_no_number(typed: str) -> None:
    found = parse("number", {"": typed}, decimals=3)
    assert found.issue.code == "not_a_number"


def test_number_bounds_speak_vietnamese() -> None:
    assert faults("number", 1_000_000, "Diện tích", max=999_999.5, decimals=1) == [
        ("too_large", "Diện tích không được quá 999.999,5")
    ]
    assert codes("number", 0, min=1) == ["too_small"]
    assert codes("number", 1.5) == ["whole"]
    assert codes("number", 1.25, decimals=1) == ["decimals"]
    assert codes("number", True) == ["wrong_type"]


def test_money() -> None:
    assert parse("money", {"": "1.500.000 đồng"}).value == 1_500_000
    assert parse("money", {"": "8000"}).value == 8000
    assert parse("money", {"": "1,5"}).issue.code == "not_money"
    assert codes("money", -1) == ["too_small"]
    assert codes("money", 8000.0) == ["wrong_type"]
    assert faults("money", 9_000, "Vốn", max=8_000)[0][1] == "Vốn không được quá 8.000 đ"


def test_dates() -> None:
    typed = {"-day": "3", "-month": "2", "-year": "1990"}
    assert parse("date", typed).value == "1990-02-03"
    assert parse("date", typed | {"-day": "31"}).issue.message == (
        "Câu hỏi phải là ngày có thật, ví dụ 27 3 1990"
    )
    assert parse("date", typed | {"-year": "90"}).issue.part == "-year"
    assert parse("date", typed | {"-month": "13"}).issue.code == "month"
    assert parse("date", typed | {"-day": "x"}).issue.code == "not_a_date"
    assert parse("date", typed | {"-day": ""}).issue.code == "no_day"
    assert parse("date", typed | {"-day": ""}, partial=True).value == "1990-02"
    assert parse("date", {"-year": "1990"}, partial=True).value == "1990"
    assert parse("date", {"-day": "3", "-year": "1990"}, partial=True).issue.code == "no_month"
    assert parse("date", {"-day": "3"}).issue.code == "no_year"


def test_date_limits() -> None:
    assert codes("date", "2026-11-21", when="past") == ["not_past"]
    assert codes("date", "2026-11-21", when="today_or_past") == []
    assert codes("date", "2026-11-22", when="today_or_past") == ["not_past"]
    assert codes("date", "2026-11-20", when="today_or_future") == ["not_future"]
    assert codes("date", "2026", when="future", partial=True) == []
    assert codes("date", "2027", when="past", partial=True) == ["not_past"]
    assert codes("date", "1989-12-31", min="1990-01-01") == ["too_early"]
    assert codes("date", "1990-01-02", max="1990-01-01") == ["too_late"]
    assert codes("date", "1990") == ["wrong_type"]


def test_the_missing_date_gives_an_example() -> None:
    kind = field_types.get("date")
    issue = kind.missing(kind.config(), Question("Ngày sinh"))
    assert issue.message == "Nhập ngày sinh, ví dụ 27 3 1990"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0912345678", "+84912345678"), ("+84 912 345 678", "+84912345678"),
        ("84912345678", "+84912345678"), ("0084-912-345-678", "+84912345678"),
        ("+84 (0)912.345.678", "+84912345678"), ("024 3825 1234", "+842438251234"),
    ],
)  # fmt: skip
def test_telephone_numbers(typed: str, stored: str) -> None:
    assert to_e164(typed) == stored
    assert parse("phone", {"": typed}).value == stored
    assert codes("phone", stored) == []


@pytest.mark.parametrize("typed", ["091234567", "0112345678", "+1 212 555 0100", "x", "113"])
def test_wrong_telephone_numbers(typed: str) -> None:
    assert codes("phone", parse("phone", {"": typed}).value) == ["phone"]


def test_telephone_is_shown_as_dialled() -> None:
    kind = field_types.get("phone")
    assert kind.display("+84912345678", kind.config(), "vi") == "0912 345 678"
    assert codes("phone", "+842438251234", mobile_only=True) == ["phone"]


@pytest.mark.parametrize("text", ["a@b", "a@@b.vn", "a b@c.vn", ".a@b.vn", "a@-b.vn", "a@b..vn"])
def test_wrong_email(text: str) -> None:
    assert codes("email", text) == ["email"]


def test_email_of_evil_length_is_judged_at_once() -> None:
    assert codes("email", "a." * 25_000 + "@") == ["email"]
    assert parse("email", {"": "a" * 200_000}).issue.code == "too_long"


@pytest.mark.parametrize("number", ["001190000123", "079203001234", "038301005678"])
def test_personal_numbers(number: str) -> None:
    assert codes("personal_number", number) == []


@pytest.mark.parametrize("number", ["000190000123", "097190000123", "00119000012", "001690000123"])
def test_wrong_personal_numbers(number: str) -> None:
    assert codes("personal_number", number) == ["personal_number"]


def test_old_identity_cards_only_where_allowed() -> None:
    assert codes("personal_number", "123456789") == ["personal_number"]
    assert codes("personal_number", "123456789", allow_old_id=True) == []


def test_a_mismatch_is_a_doubt_never_an_error() -> None:
    config = {"birth_field": "fld_birth", "sex_field": "fld_sex"}
    fits = {"fld_birth": "1990-03-27", "fld_sex": "nu"}
    assert warnings("001190000123", others=fits, **config) == []
    assert warnings("001190000123", others={"fld_birth": "1991", "fld_sex": "male"}, **config) == [
        "birth_year",
        "sex",
    ]
    assert warnings("001190000123", others={"fld_birth": 5, "fld_sex": "khác"}, **config) == []


def test_the_applicants_own_number_is_compared_with_the_account() -> None:
    profile = {"personal_number": "079203001234", "birth_date": date(2003, 1, 2), "sex": "Nam"}
    context = Context(profile=profile)
    assert warnings("079203001234", context, belongs_to_applicant=True) == []
    assert warnings("001190000123", context) == []
    assert warnings("001190000123", context, belongs_to_applicant=True) == [
        "other_person",
        "birth_year",
        "sex",
    ]


def test_divisions_are_all_there() -> None:
    assert len(provinces()) == 34
    assert sum(len(communes_of(province.code)) for province in provinces()) == 3321
    assert communes_of("99") == ()
    commune = find_commune("00070")
    assert commune is not None
    assert (commune.name, commune.parent) == ("Phường Hoàn Kiếm", "01")


def test_addresses() -> None:
    good = {"province": "01", "commune": "00070", "detail": "12 phố Huế"}
    assert codes("address", good) == []
    assert codes("address", {"detail": "x"}) == ["province"]
    assert codes("address", {"province": "01", "detail": "x"}) == ["commune"]
    assert codes("address", good | {"province": "79"}) == ["commune"]
    assert codes("address", {"province": "01", "commune": "00070"}) == ["detail"]
    assert codes("address", {"province": "01"}, commune_required=False, detail_required=False) == []
    assert codes("address", good | {"detail": "x" * 256}) == ["too_long"]
    kind = field_types.get("address")
    shown = kind.display(good, kind.config(), "vi")
    assert shown == "12 phố Huế, Phường Hoàn Kiếm, Thành phố Hà Nội"


def test_choices() -> None:
    options = [{"value": "a", "label": {"vi": "A"}}, {"value": "b", "label": {"vi": "B"}}]
    assert parse("single_choice", {"": "z"}, options=options).issue.code == "choice"
    assert codes("single_choice", "z", options=options) == ["choice"]
    assert codes("multiple_choice", ["a", "z"], options=options) == ["choice"]
    assert codes("multiple_choice", ["a"], options=options, min_selected=2) == ["too_few"]
    assert codes("multiple_choice", ["a", "b"], options=options, max_selected=1) == ["too_many"]
    assert parse("multiple_choice", {"-present": "1"}, options=options).given


def test_files() -> None:
    assert codes("file", [FILE]) == []
    assert codes("file", [FILE | {"size": 11 * 1024 * 1024}]) == ["too_big"]
    assert codes("file", [FILE | {"media_type": "text/html"}]) == ["file_kind"]
    assert codes("file", [FILE | {"size": 0}]) == ["empty_file"]
    two = [FILE, FILE | {"file_id": "other-file-id"}]
    assert codes("file", two, max_count=1) == ["too_many"]
    kind = field_types.get("file")
    posted = Posted("f-x", {"f-x-remove": [FILE["file_id"]]}, {"f-x": [two[1]]}, [FILE])
    assert kind.parse(posted, kind.config(), Question()).value == [two[1]]


def test_groups_count_their_rows() -> None:
    rows = [{"_row": "r1"}, {"_row": "r2"}]
    assert codes("group", rows, max_rows=1) == ["too_many"]
    assert codes("group", rows, min_rows=3) == ["too_few"]


def test_labels_inside_sentences() -> None:
    assert Question("Họ và tên").noun == "họ và tên"
    assert Question("CCCD của cha").noun == "CCCD của cha"
    assert Question("").noun == ""
