"""Lists every installation has: ethnic groups, countries, and a part of the business lines."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel import Locale

from formbuilder.domain.references import BUILT_IN, ReferenceList, ReferenceRow, add_built_in
from motcua.kernel.text import fold

ETHNICITIES: Final = "ethnicities"
COUNTRIES: Final = "countries"
BUSINESS_LINES: Final = "vsic"
VIET_NAM: Final = "VN"
_LINES: Final = Path(__file__).resolve().parent.parent / "data" / "business-lines.json"
# Codes 01 to 54 of the list of ethnic groups, decision 121-TCTK/PPCĐ of 2 March 1979.
_GROUPS: Final = (
    "Kinh|Tày|Thái|Hoa|Khơ-me|Mường|Nùng|Mông|Dao|Gia-rai|Ngái|Ê-đê|Ba-na|Xơ-đăng|Sán Chay|Cơ-ho"
    "|Chăm|Sán Dìu|Hrê|Mnông|Ra-glai|Xtiêng|Bru-Vân Kiều|Thổ|Giáy|Cơ-tu|Gié-Triêng|Mạ|Khơ-mú|Co"
    "|Ta-ôi|Chơ-ro|Kháng|Xinh-mun|Hà Nhì|Chu-ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng"
    "|Pà Thẻn|Cơ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ-đu|Rơ-măm"
)
# Territory codes of the Unicode data that are no countries.
_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def register_built_in_lists() -> None:
    for made in (_ethnicities(), _countries(), _business_lines()):
        add_built_in(made)


def _list(
    key: str, vi: str, en: str, rows: list[ReferenceRow], *, is_partial: bool = False
) -> ReferenceList:
    title, by_code = {"vi": vi, "en": en}, {row.code: row for row in rows}
    return ReferenceList(key, BUILT_IN, title, by_code, is_partial=is_partial)


def _ethnicities() -> ReferenceList:
    names = _GROUPS.split("|")
    rows = [ReferenceRow(f"{at:02d}", {"vi": name}) for at, name in enumerate(names, start=1)]
    rows.append(ReferenceRow("55", {"vi": "Người nước ngoài", "en": "Foreign national"}))
    return _list(ETHNICITIES, "Danh mục dân tộc", "Ethnic groups", rows)


@lru_cache(maxsize=1)
def _countries() -> ReferenceList:
    """ISO 3166 codes with the names of the Unicode data; Viet Nam first."""
    vietnamese: dict[str, str] = dict(Locale("vi").territories)
    english: dict[str, str] = dict(Locale("en").territories)
    codes = [
        code
        for code in vietnamese
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES and code != VIET_NAM
    ]
    codes.sort(key=lambda code: fold(vietnamese[code]))
    rows = [
        ReferenceRow(code, {"vi": vietnamese[code], "en": english[code]})
        for code in (VIET_NAM, *codes)
    ]
    return _list(COUNTRIES, "Danh mục quốc gia", "Countries", rows)


def _business_lines() -> ReferenceList:
    data = json.loads(_LINES.read_bytes())
    rows = [ReferenceRow(code, {"vi": vi, "en": en}) for code, vi, en in data["rows"]]
    title = ("Ngành nghề kinh doanh (một phần, để dùng thử)", "Business lines (a part, for trials)")
    return _list(BUSINESS_LINES, *title, rows, is_partial=bool(data["partial"]))
