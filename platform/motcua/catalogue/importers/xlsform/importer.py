"""XLSForm workbooks: sheets ``survey``, ``choices`` and ``settings`` become pages and rules."""

from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.assembling import assemble
from motcua.catalogue.importers.base import Imported, Importer, ImportRefused, Source
from motcua.catalogue.importers.drafting import Account, FormDraft
from motcua.catalogue.importers.wording import clean
from motcua.catalogue.importers.xlsform.choices import read_choices
from motcua.catalogue.importers.xlsform.rules import RulePass
from motcua.catalogue.importers.xlsform.sheets import Row, Table, language_code, read_table
from motcua.catalogue.importers.xlsform.survey import SurveyPass
from motcua.kernel.workbooks import Sheet, read_workbook

_SHEETS: Final = ("survey", "choices", "settings")
_SETTINGS: Final = frozenset({"form_title", "form_id", "default_language", "version"})
_MAX_ROWS: Final = 20_000


class XlsForm(Importer):
    """ODK and Kobo workbooks (``.xlsx``)."""

    key = "xlsform"
    label = {"vi": "Bảng XLSForm", "en": "XLSForm workbook"}
    suffixes = (".xlsx", ".xlsm", ".xls")
    largest = 20_000_000

    def read(self, source: Source) -> Imported:
        sheets = read_workbook(source.content, largest=self.largest)
        if "survey" not in sheets:
            raise ImportRefused("no_survey", _("Bảng tính không có trang “survey”."))
        account = Account()
        _tell_unread(sheets, account)
        settings = _settings(sheets.get("settings"), account)
        default = language_code(settings.get("default_language", "")) or "vi"
        survey = _table(sheets["survey"], default, account)
        if not {"type", "name"} <= set(survey.columns):
            message = _("Trang “survey” thiếu cột “type” hoặc “name”.")
            raise ImportRefused("no_survey", message)
        choices = _table(sheets["choices"], default, account) if "choices" in sheets else None
        form = FormDraft(account)
        title = clean(settings.get("form_title") or settings.get("form_id") or "")
        walked = SurveyPass(form, read_choices(choices, account), {default: title or "Nội dung"})
        walked.run(survey.rows)
        RulePass(walked, account).run()
        form_id = settings.get("form_id", "")
        named = {default: title or _stem(source.name)}
        return assemble(form, title=named, origin=form_id)


def _stem(name: str) -> str:
    return clean(name.rpartition("/")[2].rpartition(".")[0] or name, limit=120)


def _table(sheet: Sheet, default_language: str, account: Account) -> Table:
    if len(sheet.rows) > _MAX_ROWS:
        raise ImportRefused("too_many_rows", _("Bảng tính có quá nhiều dòng."))
    table = read_table(sheet, default_language=default_language)
    for column in table.unread_languages:
        message = _("Không rõ ngôn ngữ của cột “%(column)s”.") % {"column": column}
        account.lose(f"{sheet.name}!1", "language", message)
    return table


def _tell_unread(sheets: dict[str, Sheet], account: Account) -> None:
    for name, sheet in sheets.items():
        if name not in _SHEETS and sheet.rows:
            message = _("Trang tính “%(name)s” không được đọc.") % {"name": sheet.name}
            account.lose(sheet.name, "sheet", message)
        if name in _SHEETS and sheet.formulas:
            cells = ", ".join(sheet.formulas[:10])
            message = _("Ô có công thức chỉ giữ giá trị đã lưu: %(cells)s.") % {"cells": cells}
            account.lose(sheet.name, "formula", message)


def _settings(sheet: Sheet | None, account: Account) -> dict[str, str]:
    if sheet is None:
        return {}
    table = read_table(sheet, default_language="")
    row = table.rows[0] if table.rows else Row("settings", 2)
    for column, text in row.cells.items():
        if column not in _SETTINGS and text.strip():
            message = _("Thiết lập “%(name)s” của bảng không có ở đây.") % {"name": column[:60]}
            account.lose(row.place(column), "form_setting", message)
    return {name: text.strip() for name, text in row.cells.items()}
