"""Form.io JSON: wizard pages, panels, grids, choices, conditions and simple calculations."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.assembling import assemble
from motcua.catalogue.importers.base import Imported, Importer, ImportRefused, Source
from motcua.catalogue.importers.bytes_in import read_json
from motcua.catalogue.importers.drafting import Account, Data, FormDraft
from motcua.catalogue.importers.formio.components import ComponentPass
from motcua.catalogue.importers.formio.rules import write_rules
from motcua.catalogue.importers.wording import clean

MAX_COMPONENTS: Final = 4_000
_FORM_KEYS: Final = (
    "access", "submissionAccess", "actions", "pdfComponents", "settings", "revisions", "tags",
)  # fmt: skip


class FormIo(Importer):
    """A form as Form.io exports it: the form, or just its list of components."""

    key = "formio"
    label = {"vi": "Form.io JSON", "en": "Form.io JSON"}
    suffixes = (".json",)
    largest = 5_000_000

    def read(self, source: Source) -> Imported:
        form = _form_of(read_json(source.content, self.largest))
        components = form["components"]
        if sum(1 for _component in every(components)) > MAX_COMPONENTS:
            raise ImportRefused("too_many_fields", _("Biểu mẫu có quá nhiều thành phần."))
        account = Account()
        for key in _FORM_KEYS:
            if form.get(key):
                message = _("“%(key)s” của biểu mẫu không được đưa vào.") % {"key": key}
                account.lose(key, "form_setting", message)
        title = clean(form.get("title") or form.get("name") or "")
        walked = ComponentPass(FormDraft(account), {"vi": title or "Nội dung khai"})
        walked.run(components, wizard=form.get("display") == "wizard")
        write_rules(walked, account)
        stem = clean(source.name.rpartition("/")[2].rpartition(".")[0], limit=120)
        origin = str(form.get("path") or form.get("name") or "")
        return assemble(walked.form, title={"vi": title or stem}, origin=clean(origin, limit=200))


def _form_of(data: Any) -> Data:
    """The part that has components, wherever an export puts it."""
    if isinstance(data, list):
        data = {"components": data}
    for key in ("form", "schema", "template"):
        if isinstance(data, dict) and "components" not in data and isinstance(data.get(key), dict):
            data = data[key]
    if not isinstance(data, dict) or not isinstance(data.get("components"), list):
        message = _("Tệp không phải biểu mẫu Form.io: không có danh sách “components”.")
        raise ImportRefused("not_formio", message)
    if not all(isinstance(each, dict) for each in data["components"]):
        raise ImportRefused("not_formio", _("Danh sách “components” không đúng định dạng."))
    found: Data = data
    return found


def every(components: list[Any]) -> Iterator[Data]:
    """All components, those in columns and tables included, without recursion."""
    stack = [each for each in reversed(components) if isinstance(each, dict)]
    while stack:
        component = stack.pop()
        yield component
        stack.extend(reversed(list(inner(component))))


def inner(component: Data) -> Iterator[Data]:
    """The components inside one, in reading order."""
    for key in ("components", "columns", "rows"):
        yield from _dicts(component.get(key))


def _dicts(value: Any) -> Iterator[Data]:
    """Components in a list, in a list of columns, or in a table of cells."""
    if not isinstance(value, list):
        return
    for each in value:
        if isinstance(each, list):
            yield from _dicts(each)
        elif isinstance(each, dict):
            if "type" in each:
                yield each
            else:
                yield from _dicts(each.get("components"))
