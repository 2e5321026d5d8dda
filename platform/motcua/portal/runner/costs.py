"""What it costs and how long it takes, beside the questions while they are answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.api import FeeQuote, FrozenService, get_frozen_service
from motcua.formpages.browser import safe_json
from motcua.kernel.i18n import pick
from motcua.kernel.money import EXPONENTS
from motcua.portal.service_facts import term_in_words
from motcua.workflow.api import DueRule, TermUnit, due_at, reception_due_at, tenant_calendar


def fees_json(version_id: UUID) -> str:
    """The fee rules as the browser reckons with them; the server's word is what counts."""
    service = get_frozen_service(version_id)
    language = get_language() or "vi"
    return safe_json([_fee(fee, language) for fee in service.document.fees])


def _fee(fee: Any, language: str) -> dict[str, Any]:
    return {
        "name": pick(fee.name, language),
        "unit": fee.unit_for("online"),
        "currency": fee.currency,
        "exponent": EXPONENTS.get(fee.currency, 2),
        "quantity": fee.quantity_field,
        "calculate": _rule(fee.calculate),
        "condition": _rule(fee.condition),
        "waivers": [
            {
                "from": waiver.from_date and waiver.from_date.isoformat(),
                "until": waiver.until_date and waiver.until_date.isoformat(),
                "percent": waiver.percent,
                "condition": _rule(waiver.condition),
            }
            for waiver in fee.waivers
        ],
    }


def _rule(rule: Any) -> Any:
    return None if rule is None else rule.model_dump(mode="json")


def fee_refs(service: FrozenService) -> frozenset[str]:
    """Questions a fee depends on."""
    found: set[str] = set()
    for fee in service.document.fees:
        found |= {fee.quantity_field} if fee.quantity_field else set()
        for rule in (fee.condition, fee.calculate, *(waiver.condition for waiver in fee.waivers)):
            found |= _refs(_rule(rule))
    return frozenset(found)


def _refs(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["ref"]} if isinstance(node.get("ref"), str) else set()
        return own.union(*(_refs(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(_refs(value) for value in node))
    return set()


def cost_panel(service: FrozenService, quoted: FeeQuote) -> str:
    """Safe markup. The total is an ``output``: it is told when answers change it."""
    if service.document.fees:
        total = total_in_words(quoted)
        label = escape(_("Phí, lệ phí tạm tính"))
        money = (
            f'<p class="mc-cost__line">{label}: '
            f'<output class="mc-cost__total" data-mc-cost>{escape(total)}</output></p>'
        )
    else:
        money = f'<p class="mc-cost__line">{escape(_("Không thu phí, lệ phí"))}</p>'
    term = _("Thời hạn giải quyết: %(term)s") % {"term": term_in_words(service.document, "online")}
    return f'{money}<p class="mc-cost__line">{escape(term)}</p>'


def total_in_words(quoted: FeeQuote) -> str:
    shown = quoted.total.display()
    return shown if quoted.is_complete else _("từ %(total)s") % {"total": shown}


def promised(service: FrozenService, now: datetime) -> dict[str, Any]:
    """When the answer may be expected if the dossier is sent now and received in the last moment
    the authority has for it; ``None`` where the service has no term yet."""
    calendar = tenant_calendar()
    received = reception_due_at(calendar=calendar, submitted_at=now)
    term = service.document.clock.term("online")
    if term.unit != "same_day" and term.amount < 1:
        return {"received_by": received, "due_by": None}
    rule = DueRule(unit=TermUnit(term.unit), amount=term.amount, cut_off=term.cut_off_minutes)
    due = due_at(calendar=calendar, rule=rule, received_at=received)
    return {"received_by": timezone.localtime(received), "due_by": timezone.localtime(due)}
