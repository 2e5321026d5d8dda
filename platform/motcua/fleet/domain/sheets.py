"""Units and people from a table: CSV or XLSX in, rows and every fault out. Pure.

The file is read as lists are read elsewhere (``ma`` and ``ten`` are needed); every other column is
known by its heading without tone marks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from motcua.catalogue.domain.reference_files import ReadTable, RowFault, read_reference
from motcua.identity.api import ROLES
from motcua.kernel.text import fold

MAX_ROWS: Final = 2_000
_YES: Final = frozenset({"co", "x", "1", "yes", "dung"})
_UNIT_KINDS: Final[Mapping[str, str]] = {
    "tinh": "province", "so": "department", "ban": "department", "nganh": "department",
    "xa": "commune", "phuong": "commune", "dac khu": "commune", "bo": "ministry",
    "cuc": "bureau", "vu": "bureau", "trung tam": "centre", "phong": "division",
    "bo phan": "division",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitRow:
    line: int
    code: str
    name: str
    kind: str
    parent: str
    phone: str
    address: str
    is_reception_point: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    line: int
    username: str
    full_name: str
    title: str
    email: str
    phone: str
    unit: str
    roles: tuple[str, ...]


@dataclass(slots=True)
class UnitSheet:
    rows: list[UnitRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


@dataclass(slots=True)
class PeopleSheet:
    rows: list[PersonRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


def read_units(content: bytes, name: str, *, known: frozenset[str]) -> UnitSheet:
    """Columns: mã, tên, loại, cấp trên, tiếp nhận, điện thoại, địa chỉ. ``known``: codes there are.

    Raises ``ImportRefused`` for a file that cannot be read at all.
    """
    table = read_reference(content, name)
    sheet = UnitSheet(faults=list(table.faults))
    if sheet.faults:
        return sheet
    codes = known | {row[0] for row in table.rows}
    for line, code, title, cell in _lines(table):
        kind = _UNIT_KINDS.get(fold(cell("loai")), "")
        parent = cell("cap tren")
        if not kind:
            sheet.faults.append(RowFault(line, _("loại"), _unknown(cell("loai"))))
        if parent and parent not in codes:
            sheet.faults.append(RowFault(line, _("cấp trên"), _unknown(parent)))
        if code in known:
            sheet.faults.append(RowFault(line, _("mã"), _("Mã “%s” đã có trong cơ quan") % code))
        sheet.rows.append(
            UnitRow(
                line=line,
                code=code[:40],
                name=title[:200],
                kind=kind,
                parent=parent,
                phone=cell("dien thoai")[:30],
                address=cell("dia chi")[:300],
                is_reception_point=fold(cell("tiep nhan")) in _YES,
            )
        )
    return sheet


def read_people(content: bytes, name: str, *, units: frozenset[str]) -> PeopleSheet:
    """Columns: mã (the user name), tên, chức danh, thư điện tử, điện thoại, đơn vị, vai trò.

    Several roles are parted by a semicolon; a role is named by its key or as the screens name it.
    """
    table = read_reference(content, name)
    sheet = PeopleSheet(faults=list(table.faults))
    if sheet.faults:
        return sheet
    roles = {fold(str(role.label)): role.key for role in ROLES.values()} | {
        key: key for key in ROLES
    }
    for line, code, title, cell in _lines(table):
        named = [part.strip() for part in cell("vai tro").split(";") if part.strip()]
        unknown = [each for each in named if fold(each) not in roles and each not in roles]
        sheet.faults += [RowFault(line, _("vai trò"), _unknown(each)) for each in unknown]
        username = fold(code)
        if not username.replace("-", "").replace(".", "").isalnum():
            sheet.faults.append(RowFault(line, _("mã"), _unknown(code)))
        unit, email = cell("don vi"), cell("thu dien tu")
        if unit and unit not in units:
            sheet.faults.append(RowFault(line, _("đơn vị"), _unknown(unit)))
        if email and not _is_email(email):
            sheet.faults.append(RowFault(line, _("thư điện tử"), _unknown(email)))
        sheet.rows.append(
            PersonRow(
                line=line,
                username=username[:150],
                full_name=title[:200],
                title=cell("chuc danh")[:120],
                email=email,
                phone=cell("dien thoai")[:30],
                unit=unit,
                roles=tuple(roles[fold(each)] for each in named if fold(each) in roles),
            )
        )
    return sheet


def _lines(table: ReadTable) -> Iterator[tuple[int, str, str, Callable[[str], str]]]:
    """Line, code, name and a look-up of the other cells by folded heading."""
    headings = {fold(column["label"]["vi"]): column["key"] for column in table.columns}
    for at, (code, label, _from, _until, cells) in enumerate(table.rows[:MAX_ROWS], start=2):

        def cell(heading: str, cells: Mapping[str, Any] = cells) -> str:
            value = cells.get(headings.get(heading, ""))
            return "" if value is None else str(value).strip()

        yield at, str(code), str(label.get("vi", "")), cell


def _unknown(value: str) -> str:
    return _("Không hiểu “%s”") % value[:60] if value else _("Còn trống")


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
