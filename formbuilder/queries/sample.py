"""Made-up answers to a form, so that its author sees it filled.

Every value is checked by its own type before it is used; a type this file knows nothing of is
tried by the JSON Schema of its answers, and left empty when that does not fit. Nothing made here
belongs to a person: names are common ones, numbers are of the synthetic kind.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from formbuilder.domain.context import EMPTY_CONTEXT, Context
from formbuilder.domain.divisions import communes_of, provinces
from formbuilder.fieldtypes.base import AnyFieldType, Question
from formbuilder.fieldtypes.composite import CompositeConfig, put_part
from formbuilder.fieldtypes.wording import WordingType
from formbuilder.queries.compile import CompiledField, CompiledForm
from formbuilder.queries.sample_schema import value_of_schema
from formbuilder.queries.validate import validate_answers
from motcua.kernel.text import fold

TRIES: Final = 12
MOST_ROWS: Final = 2
_SURNAMES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "K’")
_MIDDLE: Final = ("Văn", "Thị", "Minh", "Thu", "Đức", "Ngọc", "Hữu", "Thanh")
_GIVEN: Final = ("An", "Bình", "Cường", "Dung", "Hà", "Lan", "Nam", "Phúc", "Quân", "Thảo", "Vy")
_STREETS: Final = ("đường Thử Nghiệm", "đường Ví Dụ", "thôn Mẫu", "tổ dân phố 3")
_WORDS: Final = (
    (("noi cap", "co quan cap"), ("Công an tỉnh Lâm Đồng", "Cục Cảnh sát quản lý hành chính")),
    (("nghe", "cong viec"), ("Giáo viên", "Nông dân", "Công nhân")),
    (("quan he",), ("Con", "Vợ", "Chồng", "Anh em ruột")),
    (("so giay", "so chung", "so quyet dinh"), ("12/2024/QĐ", "0123/GCN")),
    (("muc dich", "ly do"), ("Bổ sung hồ sơ xin việc", "Làm thủ tục vay vốn")),
)
_SENTENCES: Final = (
    "Đây là nội dung mẫu để xem thử tờ khai.",
    "Kính đề nghị cơ quan xem xét, giải quyết theo quy định.",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """``unfilled``: visible questions no valid answer could be made for, such as files."""

    answers: Mapping[str, Any]
    unfilled: tuple[CompiledField, ...]


def sample_answers(
    compiled: CompiledForm, *, seed: int, context: Context = EMPTY_CONTEXT
) -> Sample:
    """The same seed gives the same answers. Hidden questions get none; nothing made is invalid."""
    maker = _Maker(random.Random(seed), context)  # noqa: S311 - made-up answers, no secret
    answers = maker.answers(compiled)
    for _round in range(3):
        checked = validate_answers(compiled, answers, context)
        wrong = {error.field_id for error in checked.errors if error.code != "required"}
        kept = checked.answers_visible_only
        answers = {key: kept[key] for key in answers if key in kept and key not in wrong}
        if not wrong:
            break
    shown = checked.evaluation.visible
    missing = (
        item
        for item in compiled.fields.values()
        if item.id in shown
        and item.type.answers
        and not item.group_id
        and not item.is_calculated
        and item.id not in answers
    )
    return Sample(answers, tuple(missing))


class _Maker:
    def __init__(self, chance: random.Random, context: Context) -> None:
        self._chance = chance
        self._context = context
        self._made: dict[str, Any] = {}

    def answers(self, compiled: CompiledForm) -> dict[str, Any]:
        for item in compiled.fields.values():
            if item.type.answers and not item.group_id and not item.is_calculated:
                value = self._field(item)
                if value is not None:
                    self._made[item.id] = value
        return self._made

    def _field(self, item: CompiledField) -> Any:
        if item.type.kind == "rows" and item.inner:
            return self._rows(item)
        if item.type.kind == "files":
            return None
        return self._valid(item.type, item.settings, item.label())

    def _rows(self, group: CompiledField) -> list[dict[str, Any]] | None:
        least = getattr(group.settings, "min_rows", 1)
        rows = []
        for number in range(max(least, self._chance.randint(1, MOST_ROWS))):
            row: dict[str, Any] = {"_row": f"mau{number + 1}"}
            for item in group.inner:
                if item.type.answers and not item.is_calculated:
                    value = self._field(item)
                    if value is not None:
                        row[item.id] = value
            rows.append(row)
        return rows

    def _valid(self, kind: AnyFieldType, settings: Any, label: str) -> Any:
        """The first of a few tries that the type itself finds nothing wrong with."""
        question = Question(label, False, self._context, self._made.get)
        for _try in range(TRIES):
            value = self._make(kind, settings, label)
            is_given = value is not None and not kind.is_empty(value)
            if is_given and not any(kind.check(value, settings, question)):
                return value
        return None

    def _make(self, kind: AnyFieldType, settings: Any, label: str) -> Any:
        if isinstance(settings, CompositeConfig):
            return self._parts(settings)
        special: Callable[[Any, str], Any] | None = getattr(self, f"_make_{kind.key}", None)
        if special is not None:
            made = special(settings, label)
            # As typed: the type brings it to its stored form.
            return kind.normalise(made, settings) if isinstance(kind, WordingType) else made
        return value_of_schema(kind.schema(settings), self._chance, self._phrase(label))

    def _parts(self, settings: CompositeConfig) -> dict[str, Any] | None:
        value: dict[str, Any] = {}
        for part in settings.inner:
            put_part(value, part, self._valid(part.type, part.settings, part.words("vi")))
        return value or None

    def _name(self) -> str:
        chance = self._chance
        return " ".join(chance.choice(each) for each in (_SURNAMES[:8], _MIDDLE, _GIVEN))

    def _phrase(self, label: str) -> str:
        plain = fold(label)
        if any(word in plain for word in ("ho ten", "ho va ten", "chu dem", "ten nguoi")):
            return self._name()
        for words, phrases in _WORDS:
            if any(word in plain for word in words):
                return self._chance.choice(phrases)
        return self._chance.choice(("Nội dung mẫu", "Ví dụ", "Thông tin mẫu"))

    def _make_short_text(self, settings: Any, label: str) -> str:
        chance = self._chance
        length = max(settings.min_length, min(settings.max_length, 8))
        digits = "".join(str(chance.randint(0, 9)) for _ in range(length))
        texts = {
            "person_name": self._name(),
            "digits": digits,
            "tax_code": "0100233488",
            "passport": f"C{chance.randint(1_000_000, 9_999_999)}",
        }
        if settings.pattern:
            schema = {"type": "string", "pattern": settings.pattern}
            return value_of_schema(schema, chance, "") or ""
        longest: int = settings.max_length
        return texts.get(settings.form, self._phrase(label))[:longest]

    def _make_long_text(self, settings: Any, label: str) -> str:
        text = " ".join(_SENTENCES)
        while len(text) < getattr(settings, "min_length", 0):
            text += " " + _SENTENCES[0]
        longest: int = getattr(settings, "max_length", 2_000)
        return text[:longest]

    def _make_personal_number(self, settings: Any, label: str) -> str:
        chance = self._chance
        place = chance.choice(("001", "068", "079", "038"))
        sex, year = chance.randint(0, 1), chance.randint(60, 99)
        return f"{place}{sex}{year}{chance.randint(1, 999_999):06d}"

    def _make_phone(self, settings: Any, label: str) -> str:
        return f"09{self._chance.randint(10_000_000, 99_999_999)}"

    def _make_email(self, settings: Any, label: str) -> str:
        return f"mau{self._chance.randint(1, 999)}@example.vn"

    def _make_date(self, settings: Any, label: str) -> str:
        today = self._context.today or date(2026, 1, 5)
        early = date.fromisoformat(settings.min) if settings.min else None
        late = date.fromisoformat(settings.max) if settings.max else None
        plain = fold(label)
        if settings.when in ("future", "today_or_future"):
            found = today + timedelta(days=self._chance.randint(1, 60))
        elif settings.is_birth_date or "sinh" in plain:
            found = today - timedelta(days=self._chance.randint(20 * 365, 60 * 365))
        else:
            found = today - timedelta(days=self._chance.randint(30, 3_000))
        if early and found < early:
            found = early + timedelta(days=self._chance.randint(0, 30))
        return (min(found, late) if late else found).isoformat()

    def _make_address(self, settings: Any, label: str) -> dict[str, str] | None:
        province = self._chance.choice(provinces())
        communes = communes_of(province.code)
        if not communes:
            return None
        detail = f"Số {self._chance.randint(1, 99)}, {self._chance.choice(_STREETS)}"
        return {
            "province": province.code,
            "commune": self._chance.choice(communes).code,
            "detail": detail,
        }

    def _make_money(self, settings: Any, label: str) -> Any:
        schema = {"type": "integer", "minimum": 10, "maximum": 500}
        return value_of_schema(schema, self._chance, "") * 10_000


def unfilled_names(sample: Sample, language: str) -> Iterator[str]:
    return (item.label(language) for item in sample.unfilled)
