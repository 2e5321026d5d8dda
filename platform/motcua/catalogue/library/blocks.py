"""The platform's library: single questions and pages that many services share, as code.

Every call builds a fresh document part; its digest tells whether the product changed it since
somebody took it over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.library.building import Data, page, question
from motcua.catalogue.library.people import (
    ethnicity,
    full_name,
    nationality,
    parent_page,
    receiving_questions,
    requester_pages,
    sex,
    undertaking,
)


@dataclass(frozen=True, slots=True)
class PlatformPart:
    kind: Literal["field", "block"]
    name: str | Promise
    note: str | Promise
    build: Callable[[], Data]


def _parent(key: str, prefix: str, who: str) -> Data:
    return parent_page(key, prefix, who, shown={}) | {"visible_if": None}


def _address_page() -> Data:
    return page(
        "noi_cu_tru",
        "Nơi cư trú",
        [
            question("noi_thuong_tru", "address", "Nơi thường trú", prefill="address"),
            question("noi_o_hien_nay", "address", "Nơi ở hiện nay", optional=True,
                     help="Chỉ ghi khi khác nơi thường trú"),
        ],
    )  # fmt: skip


PARTS: Final[Mapping[str, PlatformPart]] = {
    "block.requester": PlatformPart(
        "block",
        _("Người yêu cầu"),
        _("Họ tên, số định danh, giấy tờ tùy thân; điền sẵn từ tài khoản."),
        lambda: requester_pages()[0],
    ),
    "block.contact": PlatformPart(
        "block",
        _("Nơi cư trú và cách liên hệ"),
        _("Hình thức cư trú, nơi cư trú, điện thoại, thư điện tử."),
        lambda: requester_pages()[1],
    ),
    "block.address": PlatformPart(
        "block", _("Nơi cư trú"), _("Nơi thường trú và nơi ở hiện nay."), _address_page
    ),
    "block.mother": PlatformPart(
        "block",
        _("Thông tin về mẹ"),
        _("Theo mẫu tờ khai hộ tịch."),
        lambda: _parent("me", "me", "mẹ"),
    ),
    "block.father": PlatformPart(
        "block",
        _("Thông tin về cha"),
        _("Theo mẫu tờ khai hộ tịch."),
        lambda: _parent("cha", "cha", "cha"),
    ),
    "block.receiving": PlatformPart(
        "block",
        _("Cách nhận kết quả"),
        _("Bản điện tử, tại một cửa hoặc qua bưu chính kèm địa chỉ nhận."),
        lambda: page("cach_nhan", "Cách nhận kết quả", receiving_questions()),
    ),
    "field.full_name": PlatformPart(
        "field", _("Họ, chữ đệm, tên"), _("Có dấu, theo giấy tờ tùy thân."),
        lambda: full_name("ho_ten"),
    ),
    "field.sex": PlatformPart("field", _("Giới tính"), _("Nam, nữ."), lambda: sex("gioi_tinh")),
    "field.ethnicity": PlatformPart(
        "field", _("Dân tộc"), _("54 dân tộc; dữ liệu nhạy cảm, có ghi mục đích."),
        lambda: ethnicity("dan_toc"),
    ),
    "field.nationality": PlatformPart(
        "field", _("Quốc tịch"), _("Ghi tên nước."), lambda: nationality("quoc_tich")
    ),
    "field.undertaking": PlatformPart(
        "field",
        _("Lời cam đoan"),
        _("Đánh dấu trước khi nộp."),
        lambda: undertaking(
            "Tôi cam đoan nội dung khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật."
        ),
    ),
}  # fmt: skip
