"""Our own exported service: read back, it gives the very same document.

The file is the document in an envelope that says what it is, so that a reader need not guess:
``{"motcua": "service", "schema_version": 1, "document": {…}}``. A bare document is read as well.
"""

import json
from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.api import field_types
from motcua.catalogue.domain.document import (
    DocumentInvalid,
    ServiceDocument,
    parse_document,
)
from motcua.catalogue.importers.base import Imported, Importer, ImportRefused, Source
from motcua.catalogue.importers.bytes_in import read_json
from motcua.catalogue.importers.drafting import Account
from motcua.kernel.errors import DomainError

_KIND: Final = "service"


def export_document(document: ServiceDocument) -> bytes:
    """The file ``own`` reads; the same document always gives the same bytes."""
    envelope = {
        "motcua": _KIND,
        "schema_version": document.schema_version,
        "document": document.to_json(),
    }
    return (json.dumps(envelope, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


class OwnDocument(Importer):
    """A service document of this platform."""

    key = "motcua"
    label = {"vi": "Dịch vụ xuất từ Motcua", "en": "Service exported from Motcua"}
    suffixes = (".json",)
    largest = 8_000_000

    def read(self, source: Source) -> Imported:
        raw = _document_of(read_json(source.content, self.largest))
        try:
            document = parse_document(raw)
        except DocumentInvalid as error:
            faults = error.details.get("faults")
            first = faults[0] if isinstance(faults, list) and faults else None
            place = f" ({first['path']}: {first['message']})" if first else ""
            raise ImportRefused("not_a_document", error.message + place[:300]) from None
        except DomainError as error:
            raise ImportRefused("not_a_document", error.message) from None
        account = Account()
        _tell_strangers(document, account)
        questions = list(document.form.walk())
        return Imported(
            document=document,
            origin=document.service.slug,
            lost=tuple(account.lost),
            to_decide=tuple(account.to_decide),
            counts={"pages": len(document.form.pages), "questions": len(questions)},
            paths={field.key: f"form/{field.id}" for field in questions},
        )


def _document_of(data: Any) -> dict[str, Any]:
    if isinstance(data, dict) and data.get("motcua") == _KIND:
        data = data.get("document")
    if not isinstance(data, dict) or "service" not in data:
        raise ImportRefused("not_a_document", _("Tệp không phải dịch vụ xuất từ Motcua."))
    return data


def _tell_strangers(document: ServiceDocument, account: Account) -> None:
    """Nothing is changed: what this installation lacks is for a person to settle."""
    for field in document.form.walk():
        if field.type not in field_types:
            message = _("Loại câu hỏi “%(type)s” chưa có trên hệ thống này.")
            account.decide(f"form/{field.id}", "unknown_type", message % {"type": field.type})
    for step in document.process.all_steps():
        if step.agency.startswith("agency:"):
            message = _("Bước gắn với một đơn vị của cơ quan khác; hãy chọn lại đơn vị.")
            account.decide(f"process/{step.id}", "agency", message)
