"""Lists of options of an XLSForm."""

import re
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.drafting import Account, Data, option
from motcua.catalogue.importers.wording import MAX_LABEL, Names, clean, name_from
from motcua.catalogue.importers.xlsform.sheets import Row, Table

_VALUE: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_MAX_OPTIONS: Final = 1_000
_OWN_COLUMNS: Final = frozenset({"list_name", "name"})


@dataclass(slots=True)
class ChoiceList:
    """``values`` leads from the names of the source to those here, where they differ."""

    options: list[Data] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=lambda: Names(limit=60))


def read_choices(table: Table | None, account: Account) -> dict[str, ChoiceList]:
    lists: dict[str, ChoiceList] = {}
    told: set[str] = set()
    for row in table.rows if table else ():
        name, value = row.get("list_name"), row.get("name")
        if not name or not value:
            if row.cells or row.words:
                message = _("Lựa chọn thiếu tên danh sách hoặc tên.")
                account.lose(row.place(), "choice", message)
            continue
        _add(lists.setdefault(name, ChoiceList()), row, value, account)
        for column in row.cells:
            if column not in _OWN_COLUMNS and column not in told:
                told.add(column)
                message = _("Cột “%(column)s” của trang choices không được đọc.")
                account.lose(row.place(column), "column", message % {"column": column[:60]})
    return lists


def _add(found: ChoiceList, row: Row, value: str, account: Account) -> None:
    if len(found.options) >= _MAX_OPTIONS:
        account.lose(row.place(), "too_many_options", _("Danh sách có hơn 1.000 lựa chọn."))
        return
    ours = value if _VALUE.fullmatch(value) else name_from(value, limit=55, fallback="muc")
    given = found.names.give(ours)
    if given != value:
        found.values.setdefault(value, given)
        if given != ours:
            message = _("Có hai lựa chọn tên “%(name)s”; lựa chọn sau đổi tên.")
            account.lose(row.place("name"), "double_choice", message % {"name": value[:60]})
    label = {language: clean(text, limit=MAX_LABEL) for language, text in row.text("label").items()}
    found.options.append(option(given, {k: v for k, v in label.items() if v} or {"vi": value}))
