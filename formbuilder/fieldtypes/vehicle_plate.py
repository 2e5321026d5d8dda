"""Registration plate of a car or motorcycle: ``30A-123.45``, ``29H1-1234``."""

import re
from typing import Annotated, Any, Final, Literal

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question
from formbuilder.fieldtypes.codes import CodeType, squeezed
from formbuilder.fieldtypes.common import AnswerConfig, named

# Place 11 to 99, series of letters (a digit after it on motorcycles), four or five digits.
_CIVIL: Final = (
    # As written, with something between series and number; then by the usual length of numbers.
    re.compile("([1-9][0-9])[ .-]*([A-ZĐ]{1,2}[1-9]?)[ -]+([0-9]{3}[. ]?[0-9]{2}|[0-9]{4})"),
    re.compile("([1-9][0-9])[ .-]*([A-ZĐ]{1,2}[1-9]?)([0-9]{3}[.]?[0-9]{2})"),
    re.compile("([1-9][0-9])[ .-]*([A-ZĐ]{1,2}[1-9]?)([0-9]{4})"),
)
_MILITARY: Final = re.compile("([A-Z]{2})([0-9]{2})([0-9]{2})")


class VehiclePlateConfig(AnswerConfig):
    vehicle: Annotated[
        Literal["any", "car", "motorcycle"],
        named(
            "Loại xe",
            "Vehicle",
            {
                "any": {"vi": "Bất kỳ", "en": "Any"},
                "car": {"vi": "Ô tô", "en": "Car"},
                "motorcycle": {"vi": "Mô tô, xe máy", "en": "Motorcycle"},
            },
        ),
    ] = "any"
    allow_military: Annotated[
        bool, named("Nhận biển quân đội, ví dụ TM-12-34", "Accept military plates")
    ] = False


class VehiclePlate(CodeType[VehiclePlateConfig]):
    key = "vehicle_plate"
    label = {"vi": "Biển số xe", "en": "Vehicle plate"}
    group = "business"
    hint = {"vi": "Biển số ô tô, xe máy: 30A-123.45", "en": "Car or motorcycle: 30A-123.45"}
    keywords = ("biển số", "xe", "ô tô", "xe máy", "phương tiện", "biển kiểm soát")
    icon = "car"
    config = VehiclePlateConfig

    def normalise(self, text: str, settings: VehiclePlateConfig) -> str:
        for form in _CIVIL:
            if match := form.fullmatch(text.upper()[:30]):
                number = squeezed(match[3])
                dotted = number if len(number) == 4 else f"{number[:3]}.{number[3:]}"
                return f"{match[1]}{match[2]}-{dotted}"
        bare = super().normalise(text, settings)
        if match := _MILITARY.fullmatch(bare):
            return f"{match[1]}-{match[2]}-{match[3]}"
        return bare

    def fits(self, value: str, settings: VehiclePlateConfig) -> bool:
        return re.fullmatch(self._form(settings), value) is not None

    def _form(self, settings: VehiclePlateConfig) -> str:
        tail = r"-(?:[0-9]{4}|[0-9]{3}\.[0-9]{2})"
        car, motorcycle = "[A-Z]{1,2}", "(?:MĐ|[A-Z]{1,2})[1-9]?"
        series = {"car": car, "motorcycle": motorcycle, "any": motorcycle}[settings.vehicle]
        civil = f"[1-9][0-9]{series}{tail}"
        return f"(?:{civil}|[A-Z]{{2}}-[0-9]{{2}}-[0-9]{{2}})" if settings.allow_military else civil

    def unfitting(self, question: Question, settings: VehiclePlateConfig) -> Issue:
        message = _("Nhập %(noun)s như trên giấy đăng ký xe, ví dụ 30A-123.45")
        return Issue("vehicle_plate", message % {"noun": question.noun})

    def schema(self, settings: VehiclePlateConfig) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self._form(settings)}$"}
