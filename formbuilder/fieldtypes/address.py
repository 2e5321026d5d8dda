"""An address in Viet Nam: province, commune, and the rest in words."""

from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.domain.cleaning import clean_line, has_unseen, is_clean
from formbuilder.domain.divisions import find_commune, find_province, provinces
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
from formbuilder.fieldtypes.common import AnswerConfig

PARTS: Final = ("province", "commune", "detail")


class AddressConfig(AnswerConfig):
    commune_required: bool = True
    detail_required: bool = True
    detail_max_length: Annotated[int, Setting(ge=10, le=500)] = 255


class Address(FieldType[AddressConfig]):
    """Stored as ``{"province": "01", "commune": "00070", "detail": "12 phố Huế"}``."""

    key = "address"
    label = {"vi": "Địa chỉ", "en": "Address"}
    group = "address"
    hint = {
        "vi": "Tỉnh, xã phường theo danh mục 34 tỉnh; số nhà ghi tay",
        "en": "Province and commune from the list, the rest in words",
    }
    keywords = ("nơi ở", "thường trú", "tạm trú", "quê quán", "tỉnh", "xã", "phường", "nơi sinh")
    icon = "map-pin"
    kind = "address"
    widget = "address"
    config = AddressConfig
    parts = ("-province", "-commune", "-detail")

    def parse(self, posted: Posted, settings: AddressConfig, question: Question) -> Parsed:
        given = {part: posted.one(f"-{part}") for part in PARTS}
        if all(text is None for text in given.values()):
            return NOT_GIVEN
        cleaned = {part: clean_line(text or "") for part, text in given.items()}
        if any(has_unseen(text) for text in cleaned.values()):
            return Parsed(issue=unreadable(question))
        if len(cleaned["province"]) > 10 or len(cleaned["commune"]) > 10:
            return Parsed(issue=wrong_type(question))
        return Parsed({part: text for part, text in cleaned.items() if text} or None)

    def check(self, value: Any, settings: AddressConfig, question: Question) -> Iterator[Issue]:
        if not _is_address(value):
            yield wrong_type(question)
            return
        yield from self._check_places(value, settings, question)
        detail, known = value.get("detail", ""), {"label": question.label}
        if settings.detail_required and not detail:
            message = _("%(label)s: nhập số nhà, đường, thôn hoặc tổ dân phố")
            yield Issue("detail", message % known, "-detail")
        elif len(detail) > settings.detail_max_length:
            message = _("%(label)s: địa chỉ chi tiết chỉ được tối đa %(longest)d ký tự")
            longest = {"longest": settings.detail_max_length}
            yield Issue("too_long", message % (known | longest), "-detail")

    def _check_places(
        self, value: dict[str, str], settings: AddressConfig, question: Question
    ) -> Iterator[Issue]:
        known = {"label": question.label}
        if find_province(value.get("province", "")) is None:
            message = _("%(label)s: chọn tỉnh hoặc thành phố")
            yield Issue("province", message % known, "-province")
            return
        code = value.get("commune", "")
        commune = find_commune(code)
        if (code or settings.commune_required) and commune is None:
            message = _("%(label)s: chọn xã, phường hoặc đặc khu")
            yield Issue("commune", message % known, "-commune")
        elif commune is not None and commune.parent != value["province"]:
            message = _("%(label)s: xã, phường không thuộc tỉnh, thành phố đã chọn")
            yield Issue("commune", message % known, "-commune")

    def display(self, value: Any, settings: AddressConfig, language: str) -> str:
        commune = find_commune(value.get("commune", ""))
        province = find_province(value.get("province", ""))
        places = [place.name for place in (commune, province) if place]
        return ", ".join(part for part in (value.get("detail"), *places) if part)

    def export(self, value: Any, settings: AddressConfig) -> Any:
        """With the names beside the codes, because codes change at every reform."""
        commune = find_commune(value.get("commune", ""))
        province = find_province(value.get("province", ""))
        return dict(value) | {
            "province_name": province.name if province else "",
            "commune_name": commune.name if commune else "",
            "text": self.display(value, settings, "vi"),
        }

    def schema(self, settings: AddressConfig) -> dict[str, Any]:
        required = ["province"]
        required += ["commune"] if settings.commune_required else []
        required += ["detail"] if settings.detail_required else []
        return {
            "type": "object",
            "properties": {
                "province": {"type": "string", "pattern": "^[0-9]{2}$"},
                "commune": {"type": "string", "pattern": "^[0-9]{5}$"},
                "detail": {"type": "string", "maxLength": settings.detail_max_length},
            },
            "required": required,
            "additionalProperties": False,
        }

    def inputs(self, value: Any, settings: AddressConfig) -> dict[str, list[str]]:
        if type(value) is not dict:
            return {}
        return {f"-{part}": [str(value[part])] for part in PARTS if part in value}

    def facts(self, settings: AddressConfig, language: str) -> dict[str, Any]:
        return {"provinces": provinces()}

    def missing(self, settings: AddressConfig, question: Question) -> Issue:
        message = _("Nhập %(noun)s, bắt đầu từ tỉnh hoặc thành phố")
        return Issue("required", message % {"noun": question.noun}, "-province")


def _is_address(value: Any) -> bool:
    return (
        type(value) is dict
        and value.keys() <= set(PARTS)
        and all(type(text) is str and is_clean(text) for text in value.values())
    )
