"""ISO 20022 camt.053 (and .054): ``Ntry`` elements, whatever the version of the namespace."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from motcua.payments.statements.lines import ParsedLine, day_of, refuse


def read_camt(content: bytes) -> list[ParsedLine]:
    try:
        root: Any = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise refuse(_("Tệp XML hỏng hoặc có nội dung không được phép.")) from None
    entries = [each for each in root.iter() if _name(each) == "Ntry"]
    return [_line(entry, place) for place, entry in enumerate(entries, 1)]


def _line(entry: Element, position: int) -> ParsedLine:
    amount = next((each for each in entry if _name(each) == "Amt"), None)
    if amount is None:
        raise refuse(_("thiếu số tiền"), line=position)
    sign = -1 if _first(entry, "CdtDbtInd") == "DBIT" else 1
    reversal = _first(entry, "RvslInd") == "true"
    return ParsedLine(
        position=position,
        day=_day(entry, position),
        amount=_whole(amount.text or "", position) * sign * (-1 if reversal else 1),
        currency=amount.get("Ccy", "VND")[:3],
        number=(_first(entry, "AcctSvcrRef") or _first(entry, "TxId"))[:100],
        reference=_own(_first(entry, "EndToEndId"))[:100],
        memo=" ".join(_all(entry, "Ustrd") or [_first(entry, "AddtlNtryInf")])[:500],
        payer=_payer(entry)[:200],
    )


def _whole(text: str, position: int) -> int:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        found = Decimal("0.1")
    if found != found.to_integral_value() or not 0 <= found < 10**13:
        raise refuse(_("số tiền “%(text)s” không đọc được") % {"text": text[:40]}, line=position)
    return int(found)


def _day(entry: Element, position: int) -> date:
    for wanted in ("BookgDt", "ValDt"):
        for each in entry.iter():
            if _name(each) == wanted:
                text = " ".join(part.text or "" for part in each.iter()).strip()
                return day_of(text, line=position)
    raise refuse(_("thiếu ngày"), line=position)


def _payer(entry: Element) -> str:
    for each in entry.iter():
        if _name(each) == "Dbtr":
            return _first(each, "Nm")
    return ""


def _own(text: str) -> str:
    return "" if text == "NOTPROVIDED" else text


def _first(element: Element, name: str) -> str:
    return next(iter(_all(element, name)), "")


def _all(element: Element, name: str) -> list[str]:
    return [(each.text or "").strip() for each in element.iter() if _name(each) == name]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
