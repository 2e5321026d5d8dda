"""An address as people and old papers know it: three levels of before 1 July 2025 are welcome too.

The old province, district and commune are chosen from the list of that time, or typed as the paper
has them. Today's commune is found where it is known; where an old commune was divided the citizen
may say which part, and an officer sees the doubt.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _

from formbuilder.domain.cleaning import clean_line, has_unseen, is_clean
from formbuilder.domain.divisions import find_commune, find_province
from formbuilder.domain.old_divisions import (
    OldCommune,
    find_district,
    find_old_commune,
    find_old_province,
)
from formbuilder.domain.operators.base import RuleType
from formbuilder.fieldtypes.address import Address, AddressConfig
from formbuilder.fieldtypes.base import (
    NOT_GIVEN,
    FieldType,
    Issue,
    Parsed,
    Posted,
    Question,
    unreadable,
    wrong_type,
)
from formbuilder.fieldtypes.common import named

OLD: Final = ("old_province", "old_district", "old_commune")
PARTS: Final = ("era", "province", "commune", "detail", *OLD, "old_words")
_INPUTS: Final = ("era", "province", "commune", "detail", *OLD, "old_words", "now")
_LONGEST_CODE: Final = 10
_LONGEST_WORDS: Final = 255
_TODAY: Final = Address()


class OldAddressConfig(AddressConfig):
    old_words: Annotated[bool, named("Cho ghi địa chỉ cũ bằng lời", "Old address in words")] = True
    """Accept an old address in words when it is not found in the list."""


class OldAddress(FieldType[OldAddressConfig]):
    """Stored flat. ``era`` is ``new`` or ``old``; ``province``, ``commune`` are always today's."""

    key = "old_address"
    label = {"vi": "Địa chỉ mới hoặc cũ (ba cấp)", "en": "Address, new or of before July 2025"}
    group = "address"
    hint = {
        "vi": "Nhận cả tỉnh, huyện, xã trước 01/07/2025 và đổi sang xã mới",
        "en": "Takes the three levels of before July 2025 and finds today's commune",
    }
    keywords = ("địa chỉ cũ", "huyện", "quận", "ba cấp", "trước sáp nhập", "giấy tờ cũ")
    icon = "map-pin-house"
    kind = "parts"
    widget = "old_address"
    config = OldAddressConfig
    parts = tuple(f"-{part}" for part in _INPUTS)

    def parse(self, posted: Posted, settings: OldAddressConfig, question: Question) -> Parsed:
        given = {part: posted.one(f"-{part}") for part in _INPUTS}
        if all(text is None for text in given.values()):
            return NOT_GIVEN
        texts = {part: clean_line(text or "") for part, text in given.items()}
        if any(has_unseen(text) for text in texts.values()):
            return Parsed(issue=unreadable(question))
        if any(len(texts[part]) > _LONGEST_CODE for part in (*OLD, "province", "commune", "now")):
            return Parsed(issue=wrong_type(question))
        value = _old_value(texts) if _is_old(texts) else _new_value(texts)
        return Parsed(value if len(value) > 1 else None)

    def check(self, value: Any, settings: OldAddressConfig, question: Question) -> Iterator[Issue]:
        if not _is_record(value):
            yield wrong_type(question)
        elif value["era"] == "new":
            today = {key: text for key, text in value.items() if key != "era"}
            yield from _TODAY.check(today, settings, question)
        else:
            yield from self._check_old(value, settings, question)
            yield from _check_detail(value, settings, question)

    def _check_old(
        self, value: dict[str, str], settings: OldAddressConfig, question: Question
    ) -> Iterator[Issue]:
        known = {"label": question.label}
        if "old_words" in value and settings.old_words:
            if len(value["old_words"]) > _LONGEST_WORDS:
                message = _("%(label)s: địa chỉ cũ chỉ được tối đa %(longest)d ký tự")
                longest = known | {"longest": _LONGEST_WORDS}
                yield Issue("too_long", message % longest, "-old_words")
            return
        issue = _wrong_level(value)
        if issue:
            yield Issue(issue[0], issue[1] % known, issue[2])
            return
        commune = find_old_commune(value["old_commune"])
        if commune is not None and not _is_successor(value, commune):
            message = _("%(label)s: xã, phường hiện nay không khớp với địa chỉ cũ")
            yield Issue("commune", message % known, "-now")

    def warn(self, value: Any, settings: OldAddressConfig, question: Question) -> Iterator[Issue]:
        commune = find_old_commune(value.get("old_commune", ""))
        if commune is not None and "commune" not in value:
            message = _("%(label)s: xã cũ đã được chia. Nếu biết, chọn xã, phường hiện nay")
            yield Issue("divided", message % {"label": question.label}, "-now")

    def display(self, value: Any, settings: OldAddressConfig, language: str) -> str:
        if value.get("era") != "old":
            return _TODAY.display(value, settings, language)
        words = value.get("old_words") or ", ".join(_old_names(value))
        old = ", ".join(part for part in (value.get("detail"), words) if part)
        commune, province = (
            find_commune(value.get("commune", "")),
            find_province(value.get("province", "")),
        )
        if commune is None or province is None:
            return old
        now = "nay là" if language.startswith("vi") else "now"
        return f"{old} ({now} {commune.name}, {province.name})"

    def export(self, value: Any, settings: OldAddressConfig) -> Any:
        today = _TODAY.export(value, settings)
        return today | {"text": self.display(value, settings, "vi"), "old_names": _old_names(value)}

    def schema(self, settings: OldAddressConfig) -> dict[str, Any]:
        texts = {key: {"type": "string", "maxLength": 500} for key in PARTS}
        return {
            "type": "object",
            "properties": texts | {"era": {"enum": ["new", "old"]}},
            "required": ["era"],
            "additionalProperties": False,
        }

    def rule_parts(self, settings: OldAddressConfig) -> dict[str, RuleType]:
        return dict.fromkeys(PARTS, "text")

    def inputs(self, value: Any, settings: OldAddressConfig) -> dict[str, list[str]]:
        if not _is_record(value):
            return {}
        shown = {f"-{key}": [text] for key, text in value.items()}
        if value["era"] == "old" and "commune" in value:
            shown["-now"] = [value["commune"]]
            del shown["-province"], shown["-commune"]
        return shown

    def missing(self, settings: OldAddressConfig, question: Question) -> Issue:
        message = _("Nhập %(noun)s, bắt đầu từ tỉnh hoặc thành phố")
        return Issue("required", message % {"noun": question.noun}, "-province")


def _is_old(texts: dict[str, str]) -> bool:
    """Told by the radio button; without it by what is filled in."""
    if texts["era"] in ("new", "old"):
        return texts["era"] == "old"
    return not texts["province"] and any(texts[part] for part in (*OLD, "old_words"))


def _new_value(texts: dict[str, str]) -> dict[str, str]:
    kept = {part: texts[part] for part in ("province", "commune", "detail") if texts[part]}
    return {"era": "new", **kept}


def _old_value(texts: dict[str, str]) -> dict[str, str]:
    kept = {part: texts[part] for part in (*OLD, "detail") if texts[part]}
    if texts["old_words"] and "old_commune" not in kept:
        # What is typed counts when the list was of no help.
        kept = {key: text for key, text in kept.items() if key == "detail"}
        return {"era": "old", **kept, "old_words": texts["old_words"]}
    commune = find_old_commune(kept.get("old_commune", ""))
    today = _successor(commune, texts["now"]) if commune else None
    place = find_commune(today) if today else None
    found = {"province": place.parent, "commune": place.code} if place else {}
    return {"era": "old", **kept, **found}


def _successor(commune: OldCommune, wanted: str) -> str | None:
    if wanted in commune.successors:
        return wanted
    return commune.successors[0] if len(commune.successors) == 1 else None


def _is_successor(value: dict[str, str], commune: OldCommune) -> bool:
    if "commune" not in value:
        return "province" not in value and len(commune.successors) != 1
    place = find_commune(value["commune"])
    return (
        place is not None
        and place.code in commune.successors
        and place.parent == value.get("province")
    )


def _wrong_level(value: dict[str, str]) -> tuple[str, str, str] | None:
    province = find_old_province(value.get("old_province", ""))
    if province is None:
        return "province", _("%(label)s: chọn tỉnh, thành phố cũ"), "-old_province"
    district = find_district(value.get("old_district", ""))
    if district is None or district.parent != province.code:
        return "district", _("%(label)s: chọn quận, huyện cũ"), "-old_district"
    commune = find_old_commune(value.get("old_commune", ""))
    if commune is None or commune.parent != district.code:
        return "old_commune", _("%(label)s: chọn xã, phường cũ"), "-old_commune"
    return None


def _check_detail(
    value: dict[str, str], settings: OldAddressConfig, question: Question
) -> Iterator[Issue]:
    detail, known = value.get("detail", ""), {"label": question.label}
    if settings.detail_required and not detail and "old_words" not in value:
        message = _("%(label)s: nhập số nhà, đường, thôn hoặc tổ dân phố")
        yield Issue("detail", message % known, "-detail")
    elif len(detail) > settings.detail_max_length:
        message = _("%(label)s: địa chỉ chi tiết chỉ được tối đa %(longest)d ký tự")
        longest = known | {"longest": settings.detail_max_length}
        yield Issue("too_long", message % longest, "-detail")


def _old_names(value: dict[str, str]) -> list[str]:
    found = (
        find_old_commune(value.get("old_commune", "")),
        find_district(value.get("old_district", "")),
        find_old_province(value.get("old_province", "")),
    )
    return [place.name for place in found if place]


def _is_record(value: Any) -> bool:
    return (
        type(value) is dict
        and value.get("era") in ("new", "old")
        and value.keys() <= set(PARTS)
        and all(type(text) is str and is_clean(text) for text in value.values())
    )
