"""Test recordings: a filing kept with what must come of it, replayed on every draft. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, ValidationError

from formbuilder.api import (
    CompiledForm,
    Context,
    FormInvalid,
    Validation,
    compile_condition,
    compile_form,
    validate_answers,
    visible_pages,
)
from motcua.catalogue.domain.document import ServiceDocument, faults_of
from motcua.catalogue.domain.fees import compile_fees, quote
from motcua.catalogue.domain.part_names import part_names
from motcua.catalogue.domain.parts import Part
from motcua.kernel.errors import Invalid
from motcua.kernel.money import Money

MAX_FILING_BYTES: Final = 500_000
MAX_MESSAGES: Final = 500
Expected = dict[str, Any]
_FAULTS: Final[Mapping[str, str | Promise]] = {
    "required": gettext_lazy("chưa trả lời"),
    "unknown_field": gettext_lazy("không có câu hỏi này"),
    "wrong_type": gettext_lazy("dữ liệu không đúng loại"),
    "too_small": gettext_lazy("nhỏ quá mức cho phép"),
    "too_large": gettext_lazy("lớn quá mức cho phép"),
    "too_long": gettext_lazy("dài quá mức cho phép"),
    "too_short": gettext_lazy("ngắn quá mức cho phép"),
    "future": gettext_lazy("ngày chưa đến"),
    "birth_year": gettext_lazy("năm sinh không khớp số định danh"),
    "sex": gettext_lazy("giới tính không khớp số định danh"),
}


class FilingInvalid(Invalid):
    """Not a filing that can be replayed."""

    code = "filing_invalid"


class Filing(Part):
    """What a citizen would have sent. ``today`` is fixed, so that replays never depend on when."""

    answers: dict[str, Any] = {}
    profile: dict[str, Any] = {}
    today: date
    channel: str = Field(default="online", pattern="^(online|counter|post)$")

    @property
    def assurance(self) -> int:
        level = self.profile.get("assurance", 0)
        return level if type(level) is int else 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out other than expected, in a sentence."""

    kind: str
    """``pages``, ``fields``, ``values``, ``papers``, ``fee`` or ``messages``."""
    sentence: str


def read_filing(raw: object) -> Filing:
    """Posted or stored data. Raises ``FilingInvalid``: wrong shape or larger than 500 kB."""
    try:
        size = len(json.dumps(raw, ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError):
        raise FilingInvalid(_("Bản ghi không đúng định dạng."), field="answers") from None
    if size > MAX_FILING_BYTES:
        raise FilingInvalid(_("Bản ghi lớn hơn 500 kB."), field="answers")
    try:
        return Filing.model_validate(raw)
    except ValidationError as error:
        raise FilingInvalid(
            _("Bản ghi không đúng định dạng."), field="answers", faults=faults_of(error)
        ) from None


def observe(document: ServiceDocument, filing: Filing) -> Expected:
    """What comes of ``filing`` under ``document``: ids, amounts, codes and calculated values.

    Raises ``formbuilder.api.FormInvalid`` when the form cannot run at all.
    """
    compiled = compile_form(document.form)
    context = Context(today=filing.today, profile=filing.profile)
    found = validate_answers(compiled, filing.answers, context)
    quoted = quote(
        document,
        filing.answers,
        filing.today,
        assurance=filing.assurance,
        profile=filing.profile,
        channel=filing.channel,
        compiled=compile_fees(document, compiled),
    )
    pages = set(visible_pages(compiled, found.evaluation))
    return {
        "pages": sorted(pages),
        "fields": sorted(each for each in found.evaluation.visible if each in compiled.fields),
        "values": _calculated(document, found),
        "papers": sorted(_papers(document, compiled, found)),
        "fee": {
            "total": quoted.total.minor,
            "currency": quoted.total.currency,
            "lines": {line.fee_id: line.amount.minor for line in quoted.lines},
        },
        "messages": _messages(found),
    }


def replay(document: ServiceDocument, filing: Filing, expected: Expected) -> list[Difference]:
    """What is other than ``expected``; empty when all is as recorded."""
    try:
        found = observe(document, filing)
    except FormInvalid:
        return [Difference("fields", _("Tờ khai không chạy được nên không phát lại được."))]
    return list(compare(document, expected, found))


def compare(document: ServiceDocument, expected: Expected, found: Expected) -> Iterator[Difference]:
    names = part_names(document)
    for key, shown, hidden in (
        ("pages", _("Trang “%(name)s” nay hiện ra."), _("Trang “%(name)s” nay không hiện.")),
        ("fields", _("Câu hỏi “%(name)s” nay hiện ra."), _("Câu hỏi “%(name)s” nay không hiện.")),
        ("papers", _("Nay phải nộp “%(name)s”."), _("Nay không phải nộp “%(name)s”.")),
    ):
        before, after = set(expected.get(key, ())), set(found[key])
        for part_id in sorted(after - before):
            yield Difference(key, shown % {"name": names.get(part_id, part_id)})
        for part_id in sorted(before - after):
            yield Difference(key, hidden % {"name": names.get(part_id, _("đã bỏ: ") + part_id)})
    yield from _values(names, expected.get("values", {}), found["values"])
    yield from _fees(names, expected.get("fee", {}), found["fee"])
    yield from _message_differences(names, expected.get("messages", ()), found["messages"])


def _calculated(document: ServiceDocument, found: Validation) -> dict[str, Any]:
    """Calculations outside groups: what the form itself says."""
    return {
        field.id: found.evaluation.values.get(field.id)
        for page in document.form.pages
        for field in page.fields
        if field.calculate is not None and field.id in found.evaluation.visible
    }


def _papers(document: ServiceDocument, compiled: CompiledForm, found: Validation) -> Iterator[str]:
    for paper in document.components:
        rule = paper.required_if
        if paper.optional or paper.handling != "submit":
            continue
        if rule is None or compile_condition(compiled, rule).holds(found.evaluation):
            yield paper.id


def _messages(found: Validation) -> list[list[str]]:
    """Triples of severity, place and code; the words may be improved without a difference."""
    told = [["error", each.path[:200], each.code] for each in found.errors]
    told += [["warning", each.path[:200], each.code] for each in found.warnings]
    return sorted(told)[:MAX_MESSAGES]


def _values(
    names: Mapping[str, str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    for field_id in sorted(before.keys() & after.keys()):
        if before[field_id] != after[field_id]:
            message = _("“%(name)s” tính ra %(new)s thay vì %(old)s.")
            known = {
                "name": names.get(field_id, field_id),
                "old": _said(before[field_id]),
                "new": _said(after[field_id]),
            }
            yield Difference("values", message % known)


def _said(value: Any) -> str:
    return _("(trống)") if value is None else str(value)[:100]


def _fees(
    names: Mapping[str, str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    currency = after["currency"]
    old, new = before.get("lines", {}), after["lines"]
    for fee_id in sorted(old.keys() | new.keys()):
        if old.get(fee_id) != new.get(fee_id):
            message = _("“%(name)s” là %(new)s thay vì %(old)s.")
            known = {
                "name": names.get(fee_id, fee_id),
                "old": _money(old.get(fee_id), before.get("currency", currency)),
                "new": _money(new.get(fee_id), currency),
            }
            yield Difference("fee", message % known)


def _money(minor: int | None, currency: str) -> str:
    return _("không thu") if minor is None else Money(minor, currency).display()


def _message_differences(
    names: Mapping[str, str], before: Sequence[Any], after: Sequence[Any]
) -> Iterator[Difference]:
    old, new = {tuple(each) for each in before}, {tuple(each) for each in after}
    for severity, path, code in sorted(new - old):
        message = (
            _("“%(name)s” nay báo lỗi: %(what)s.")
            if severity == "error"
            else _("“%(name)s” nay nhắc: %(what)s.")
        )
        yield Difference("messages", message % _told(names, path, code))
    for _severity, path, code in sorted(old - new):
        message = _("“%(name)s” nay không còn báo: %(what)s.")
        yield Difference("messages", message % _told(names, path, code))


def fault_name(code: str) -> str:
    """What a message is about, for people; rarer ones keep their code."""
    return str(_FAULTS.get(code, code))


def _told(names: Mapping[str, str], path: str, code: str) -> dict[str, str]:
    return {"name": _place(names, path), "what": fault_name(code)}


def _place(names: Mapping[str, str], path: str) -> str:
    """The last question of a path such as ``fld_group/row/fld_inside``."""
    parts = [part for part in path.split("/") if part in names]
    return names[parts[-1]] if parts else path
