"""What people call the parts of a document."""

from collections.abc import Iterator
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.domain.document import ServiceDocument
from motcua.kernel.i18n import I18nText, pick

WHOLES: Final[dict[str, str | Promise]] = {
    "service": _("Thông tin dịch vụ"),
    "procedure": _("Thủ tục"),
    "execution": _("Cách thực hiện"),
    "clock": _("Thời hạn giải quyết"),
    "result": _("Giấy kết quả"),
}


def part_names(document: ServiceDocument) -> dict[str, str]:
    """Every id of the document, and its whole parts, to a name of at most 200 characters."""
    names = {key: str(label) for key, label in WHOLES.items()}
    for part_id, name in _named(document):
        names[part_id] = (name or part_id)[:200]
    return names


def _named(document: ServiceDocument) -> Iterator[tuple[str, str]]:
    for page in document.form.pages:
        yield page.id, pick(page.title)
    for field in document.form.walk():
        yield field.id, pick(field.label) or field.key
    for component in document.components:
        yield component.id, pick(component.name)
    for fee in document.fees:
        yield fee.id, pick(fee.name)
        yield from ((waiver.id, pick(waiver.reason)) for waiver in fee.waivers)
    for sub in document.process.sub_processes:
        yield sub.id, pick(sub.name)
    for step in document.process.all_steps():
        yield step.id, pick(step.name)
    for notice in document.notices:
        yield notice.id, pick(notice.subject)
    for basis in document.legal_bases:
        yield basis.id, basis.number or pick(basis.title)
    for block in document.result.blocks:
        text: I18nText = getattr(block, "text", {})
        yield block.id, pick(text)
