"""A survey's words and questions, as the part of a service document that they are.

The designer edits a service document; a survey is one with a name, an introduction and a form and
nothing else. So both are edited by the same operations, the same screens and the same undo.
"""

from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.api import AnyOperation, OperationRefused, ServiceDocument, parse_document

PARTS: Final = frozenset({"section", "page", "field", "option"})
WORDS: Final = frozenset({"name", "summary", "description"})
"""Title; one line for lists; introduction. Of the thanks page: ``THANKS``."""


def wrap(draft: dict[str, Any]) -> ServiceDocument:
    """Raises ``DocumentInvalid``."""
    return parse_document({"schema_version": 1, **draft})


def unwrap(document: ServiceDocument) -> dict[str, Any]:
    whole = document.to_json()
    service = {key: whole["service"][key] for key in ("slug", *sorted(WORDS))}
    return {"service": service, "form": whole["form"]}


def refuse_other_parts(operations: list[AnyOperation]) -> None:
    """A survey has no fees, steps or papers. Raises ``OperationRefused``."""
    for index, each in enumerate(operations):
        if each.op != "replace":
            if each.what in PARTS:
                continue
            if each.op == "update" and each.what == "service" and WORDS.issuperset(each.set):
                continue
        raise OperationRefused(
            _("Khảo sát chỉ có tên, lời giới thiệu, trang và câu hỏi."), index=index
        )
