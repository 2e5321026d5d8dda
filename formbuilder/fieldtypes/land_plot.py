"""A plot of land as the land register knows it: map sheet, plot number, area, address."""

from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import Field as Setting

from formbuilder.fieldtypes.address import Address, AddressConfig
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.composite import CompositeConfig, CompositeType, InnerPart
from formbuilder.fieldtypes.number import Number, NumberConfig
from formbuilder.fieldtypes.options import Option
from formbuilder.fieldtypes.short_text import ShortText, ShortTextConfig
from formbuilder.fieldtypes.single_choice import SingleChoice, SingleChoiceConfig
from motcua.kernel.i18n import I18nText

PlotPart = Literal["sheet", "plot", "area", "use", "certificate", "address"]
_SHEET: Final = ShortTextConfig(max_length=20, width="short")
_AREA: Final = NumberConfig(min=0.01, max=100_000_000, decimals=2, unit={"vi": "m²", "en": "m²"})
_USES: Final = SingleChoiceConfig(
    display="select",
    options=[
        Option(value="residential", label={"vi": "Đất ở", "en": "Residential"}),
        Option(value="annual_crops", label={"vi": "Đất trồng cây hằng năm", "en": "Annual crops"}),
        Option(value="perennial", label={"vi": "Đất trồng cây lâu năm", "en": "Perennial crops"}),
        Option(value="forest", label={"vi": "Đất lâm nghiệp", "en": "Forest"}),
        Option(value="business", label={"vi": "Đất thương mại, dịch vụ", "en": "Commercial"}),
        Option(value="production", label={"vi": "Đất cơ sở sản xuất", "en": "Production"}),
        Option(value="other", label={"vi": "Loại đất khác", "en": "Other"}),
    ],
)


_WORDS: Final[dict[str, I18nText]] = {
    "sheet": {"vi": "Tờ bản đồ số", "en": "Map sheet"},
    "plot": {"vi": "Thửa đất số", "en": "Plot number"},
    "area": {"vi": "Diện tích", "en": "Area"},
    "use": {"vi": "Mục đích sử dụng", "en": "Land use"},
    "certificate": {"vi": "Số giấy chứng nhận", "en": "Number of the certificate"},
    "address": {"vi": "Địa chỉ thửa đất", "en": "Address of the plot"},
}


class LandPlotConfig(CompositeConfig):
    required_parts: Annotated[
        list[PlotPart], Setting(max_length=6), named("Phần bắt buộc", "Parts required", _WORDS)
    ] = ["sheet", "plot", "address"]
    optional_parts: Annotated[
        list[PlotPart], Setting(max_length=6), named("Phần hỏi thêm", "Parts also asked", _WORDS)
    ] = ["area"]

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        asked = {*self.required_parts, *self.optional_parts}
        all_parts = (
            InnerPart("sheet", ShortText(), _SHEET, _WORDS["sheet"]),
            InnerPart("plot", ShortText(), _SHEET, _WORDS["plot"]),
            InnerPart("area", Number(), _AREA, _WORDS["area"]),
            InnerPart("use", SingleChoice(), _USES, _WORDS["use"]),
            InnerPart(
                "certificate",
                ShortText(),
                ShortTextConfig(max_length=60),
                _WORDS["certificate"],
            ),
            InnerPart(
                "address",
                Address(),
                AddressConfig(detail_required=False),
                _WORDS["address"],
            ),
        )
        return tuple(
            InnerPart(part.key, part.type, part.settings, part.label, self._needs(part.key))
            for part in all_parts
            if part.key in asked
        )

    def _needs(self, key: str) -> bool:
        return key in self.required_parts


class LandPlot(CompositeType[LandPlotConfig]):
    key = "land_plot"
    label = {"vi": "Thửa đất", "en": "Land plot"}
    group = "address"
    hint = {
        "vi": "Tờ bản đồ, số thửa, diện tích, địa chỉ",
        "en": "Map sheet, plot number, area, address",
    }
    keywords = ("đất", "thửa", "tờ bản đồ", "diện tích", "xây dựng", "nhà ở")
    icon = "land-plot"
    config = LandPlotConfig
