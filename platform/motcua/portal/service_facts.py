"""What a citizen asks before starting: how long, how much, what to bring, who decides."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from motcua.catalogue.api import PublishedService, ServiceDocument
from motcua.kernel.i18n import pick
from motcua.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PaperFact:
    name: str
    note: str
    counts: str
    is_optional: bool
    is_conditional: bool
    is_shown_only: bool


@dataclass(frozen=True, slots=True)
class FeeFact:
    name: str
    amount: str
    note: str


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    term: str
    fees: tuple[FeeFact, ...]
    papers: tuple[PaperFact, ...]
    steps: tuple[str, ...]
    legal_bases: tuple[str, ...]
    level: str


def facts_of(service: PublishedService) -> ServiceFacts:
    document = service.version.document
    language = get_language() or "vi"
    return ServiceFacts(
        term=term_in_words(document, "online"),
        fees=tuple(_fees(document, language)),
        papers=tuple(_papers(document, language)),
        steps=tuple(
            pick(step.name, language)
            for step in document.process.steps
            if step.kind not in ("choice", "parallel")
        ),
        legal_bases=tuple(
            " – ".join(filter(None, (basis.number, pick(basis.title, language), basis.article)))
            for basis in document.legal_bases
        ),
        level=_("Toàn trình") if document.service.level == "full" else _("Một phần"),
    )


def term_in_words(document: ServiceDocument, channel: str) -> str:
    """``3 ngày làm việc``, ``trong ngày, nhận sau 15:00 trả ngày làm việc sau``."""
    term = document.clock.term(channel)
    if term.unit == "same_day":
        return _("Trong ngày; nhận sau %(cut_off)s thì trả vào ngày làm việc tiếp theo") % {
            "cut_off": document.clock.cut_off
        }
    words = {
        "working_days": ngettext("%(n)d ngày làm việc", "%(n)d ngày làm việc", term.amount),
        "working_hours": ngettext("%(n)d giờ làm việc", "%(n)d giờ làm việc", term.amount),
        "calendar_days": ngettext("%(n)d ngày", "%(n)d ngày", term.amount),
        "hours": ngettext("%(n)d giờ", "%(n)d giờ", term.amount),
        "months": ngettext("%(n)d tháng", "%(n)d tháng", term.amount),
    }
    return words[term.unit] % {"n": term.amount}


def _fees(document: ServiceDocument, language: str) -> list[FeeFact]:
    found = []
    for fee in document.fees:
        price = Money(fee.unit_for("online"), fee.currency).display()
        label = pick(fee.quantity_label, language)
        waivers = "; ".join(
            pick(waiver.reason, language) for waiver in fee.waivers if waiver.reason
        )
        amount = f"{price} / {label}" if fee.quantity_field and label else price
        if fee.calculate is not None:
            amount = _("tính theo nội dung kê khai")
        found.append(FeeFact(name=pick(fee.name, language), amount=amount, note=waivers))
    return found


def _papers(document: ServiceDocument, language: str) -> list[PaperFact]:
    return [
        PaperFact(
            name=pick(paper.name, language),
            note=pick(paper.template_note, language),
            counts=_counts(paper.originals, paper.copies),
            is_optional=paper.optional,
            is_conditional=paper.required_if is not None,
            is_shown_only=paper.handling == "present",
        )
        for paper in document.components
    ]


def _counts(originals: int, copies: int) -> str:
    parts = []
    if originals:
        parts.append(_("bản chính: %(n)d") % {"n": originals})
    if copies:
        parts.append(_("bản sao: %(n)d") % {"n": copies})
    return ", ".join(parts)
