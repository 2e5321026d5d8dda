from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.form import check_condition, top_fields
from motcua.catalogue.domain.checks.texts import has_vietnamese
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.fee_rules import FeeRule
from motcua.catalogue.domain.problems import Problem
from motcua.kernel.i18n import pick
from motcua.kernel.money import EXPONENTS


def check_fees(document: ServiceDocument) -> Iterator[Problem]:
    for fee in document.fees:
        yield from _fee(document, fee)
        yield from _waivers(document, fee)
    if len({fee.currency for fee in document.fees}) > 1:
        message = _("Các khoản phí của một dịch vụ phải cùng một loại tiền.")
        yield Problem("fees", "mixed_currency", message)


def _fee(document: ServiceDocument, fee: FeeRule) -> Iterator[Problem]:
    path, name = f"fees/{fee.id}", {"name": pick(fee.name) or fee.id}
    if not has_vietnamese(fee.name):
        yield Problem(path, "no_text", _("Khoản phí %(name)s chưa có tên tiếng Việt.") % name)
    if fee.currency not in EXPONENTS:
        yield Problem(path, "unknown_currency", _("Khoản phí “%(name)s” dùng loại tiền lạ.") % name)
    place = _("khoản phí “%(name)s”") % name
    yield from check_condition(document, fee.condition, name=place, path=path)
    sum_ = _("cách tính khoản phí “%(name)s”") % name
    yield from check_condition(document, fee.calculate, name=sum_, path=path, wanted="number")
    if fee.quantity_field is None:
        return
    field = top_fields(document.form).get(fee.quantity_field)
    if field is None:
        message = _("Khoản phí “%(name)s” nhân với một câu hỏi không còn trong biểu mẫu.")
        yield Problem(path, "unknown_field", message % name)
    elif field.type != "number" or field.config.get("decimals"):
        message = _("Khoản phí “%(name)s” phải nhân với câu hỏi loại số nguyên.")
        yield Problem(path, "not_a_number", message % name)


def _waivers(document: ServiceDocument, fee: FeeRule) -> Iterator[Problem]:
    name = {"name": pick(fee.name) or fee.id}
    for waiver in fee.waivers:
        path = f"fees/{fee.id}/{waiver.id}"
        if not has_vietnamese(waiver.reason):
            message = _("Một mức miễn giảm của “%(name)s” chưa nêu lý do.")
            yield Problem(path, "no_reason", message % name)
        if not waiver.legal_basis.strip():
            message = _("Một mức miễn giảm của “%(name)s” chưa nêu căn cứ pháp lý.")
            yield Problem(path, "no_legal_basis", message % name, "warning")
        if waiver.from_date and waiver.until_date and waiver.from_date > waiver.until_date:
            message = _("Một mức miễn giảm của “%(name)s” kết thúc trước khi bắt đầu.")
            yield Problem(path, "bad_dates", message % name)
        place = _("mức miễn giảm của “%(name)s”") % name
        yield from check_condition(document, waiver.condition, name=place, path=path)
