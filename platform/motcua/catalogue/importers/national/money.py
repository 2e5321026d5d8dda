"""Fees of a record. Amounts the record leaves to the province are for a person to fill in."""

from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.importers.drafting import Account, Data
from motcua.catalogue.importers.national.record import Record
from motcua.catalogue.importers.national.terms import ReadFee, read_fees
from motcua.catalogue.importers.wording import clean
from motcua.catalogue.library.building import vi
from motcua.kernel.text import fold

MAX_FEES: Final = 50
_SILENT: Final = frozenset(
    {"", "khong", "khong co", "khong quy dinh", "chua quy dinh", "mien phi", "khong thu", "0"}
)


def plan_fees(record: Record, account: Account) -> list[Data]:
    """One fee for each different amount; words without an amount are listed to decide."""
    read = {channel.kind: read_fees(channel) for channel in record.channels}
    for fees in read.values():
        for fee in fees:
            _tell_words(fee, account)
    base = _priced(read.get("DIRECT") or read.get("POSTAL") or [])
    online = _priced(read["ONLINE"]) if "ONLINE" in read else base
    if not base and not online:
        return []
    offline = "DIRECT" in read or "POSTAL" in read
    rules = _pair(base if offline else online, online)
    if len(rules) > 1:
        message = _("Bản ghi nêu %(count)d mức thu; hãy đặt điều kiện cho từng mức hoặc bỏ bớt.")
        account.decide("fees", "several_fees", message % {"count": len(rules)})
    _tell_post(read, base, account)
    return _as_rules(rules[:MAX_FEES], rules, account)


def _priced(fees: list[ReadFee]) -> list[ReadFee]:
    return [fee for fee in fees if fee.minor]


def _pair(base: list[ReadFee], online: list[ReadFee]) -> list[tuple[ReadFee, int | None]]:
    """Amounts of the counter beside those online, in their order; 0 where one has none."""
    rules: list[tuple[ReadFee, int | None]] = []
    for number in range(max(len(base), len(online))):
        first = base[number] if number < len(base) else None
        second = online[number] if number < len(online) else None
        if first is None and second is not None:
            rules.append((ReadFee(0, second.currency, second.words), second.minor or 0))
        elif first is not None:
            price = (second.minor or 0) if second else 0
            same = second is not None and price == (first.minor or 0)
            rules.append((first, None if same else price))
    return rules


def _as_rules(
    kept: list[tuple[ReadFee, int | None]],
    found: list[tuple[ReadFee, int | None]],
    account: Account,
) -> list[Data]:
    currency = kept[0][0].currency
    rules = []
    for number, (fee, online) in enumerate(kept, start=1):
        if fee.currency != currency:
            message = _("Mức thu bằng %(currency)s không đi cùng loại tiền khác trong một dịch vụ.")
            account.lose("Phí, lệ phí", "currency", message % {"currency": fee.currency})
            continue
        rules.append(_rule(number, fee, online, alone=len(kept) == 1))
    if len(found) > len(kept):
        account.lose("Phí, lệ phí", "too_many", _("Có hơn 50 mức thu, chỉ giữ 50 mức đầu."))
    message = _("Hãy kiểm tra mức thu, thời điểm thu và các trường hợp miễn, giảm.")
    account.decide("fees", "check_fees", message)
    return rules


def _rule(number: int, fee: ReadFee, online: int | None, *, alone: bool) -> Data:
    """Several amounts are seldom all due, so they are asked at the counter until decided."""
    words = fold(fee.words)
    is_charge = "phi" in words and "le phi" not in words
    name = "Phí" if is_charge else "Lệ phí"
    detail = clean(fee.words.strip(" -.+"), limit=200)
    return {
        "id": f"fee_{number}",
        "name": vi(f"{name}: {detail}" if detail else name),
        "kind": "phi" if is_charge else "le_phi",
        "currency": fee.currency,
        "unit_minor": fee.minor or 0,
        "online_unit_minor": online,
        "when": "before" if alone else "counter",
    }


def _tell_words(fee: ReadFee, account: Account) -> None:
    if fee.minor or fold(fee.words).strip(" .-/") in _SILENT:
        return
    message = _("Mức thu ghi bằng lời, hãy xác định số tiền: %(words)s")
    account.decide("fees", "fee_in_words", message % {"words": clean(fee.words, limit=400)})


def _tell_post(read: dict[str, list[ReadFee]], base: list[ReadFee], account: Account) -> None:
    post = _priced(read.get("POSTAL", []))
    if "DIRECT" in read and post and [fee.minor for fee in post] != [fee.minor for fee in base]:
        message = _("Mức thu qua bưu chính khác với nộp trực tiếp; chỉ giữ mức nộp trực tiếp.")
        account.lose("Phí, lệ phí", "post_fee", message)
