"""The simulated providers from their own side: what moved, what they tell, and falsified telling."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from motcua.payments.contrib.national import signing as national
from motcua.payments.contrib.simulator import ledger, transactions
from motcua.payments.contrib.simulator.merchants import Merchant, code_of, find_merchant
from motcua.payments.contrib.simulator.wallets import WALLETS
from motcua.payments.contrib.vnpay import signing as vnpay
from tests.saas.payments.wire import Answer, ask

VENDORS = ("vnpay", "momo", "national")
PAID, FAILED, CANCELLED = "00", "51", "24"
_REFERENCE = {"vnpay": "vnp_TxnRef", "momo": "orderId", "national": "MaThamChieu"}
_AMOUNT = {"vnpay": "vnp_Amount", "momo": "amount", "national": "SoTien"}
_SIGNATURE = {"vnpay": vnpay.HASH, "momo": "signature", "national": national.CHECKSUM}
Fields = dict[str, Any]


class Provider:
    """One vendor, as one tenant's merchant knows it."""

    def __init__(self, vendor: str, slug: str) -> None:
        self.vendor = vendor
        found = find_merchant(code_of(slug))
        assert found is not None, slug
        self.merchant: Merchant = found

    def reference_in(self, url: str) -> str:
        return parse_qs(urlsplit(url).query)[_REFERENCE[self.vendor]][0]

    def moved(self, reference: str) -> int:
        """Đồng that came in by this reference."""
        kept = ledger.find(self.vendor, self.merchant.code, reference)
        if not kept or kept["code"] != PAID:
            return 0
        return int(kept["amount"]) // self._factor

    def returned(self, reference: str) -> int:
        kept = ledger.find(self.vendor, self.merchant.code, reference)
        returned: dict[str, int] = (kept or {}).get("returned", {})
        return sum(returned.values()) // self._factor

    def notice(
        self, reference: str, code: str = PAID, *, added: int = 0, secret: str = ""
    ) -> Fields:
        """As the provider signs it; ``added`` and ``secret`` falsify amount and signature."""
        merchant = replace(self.merchant, secret=secret) if secret else self.merchant
        if self.vendor == "vnpay":
            known = transactions.find(merchant.code, reference)
            assert known is not None, reference
            return dict(transactions.notice_of(known, merchant, code=code, added=added * 100))
        kept = ledger.find(self.vendor, merchant.code, reference)
        assert kept is not None, reference
        return WALLETS[self.vendor].notice(merchant, kept, code, added)

    def in_dollars(self, reference: str) -> Fields:
        """Only the national platform's notices name a currency."""
        fields = {**self.notice(reference), "MaTienTe": "USD"}
        made = national.checksum(fields, national.NOTICE_FIELDS, secret=self.merchant.secret)
        return {**fields, national.CHECKSUM: made}

    def forgeries(self, reference: str) -> list[Fields]:
        """A stranger's signature, none, another amount or another payment under a true one."""
        true, failure = self.notice(reference), self.notice(reference, FAILED)
        sign, amount = _SIGNATURE[self.vendor], _AMOUNT[self.vendor]
        changed = {name: told for name, told in true.items() if failure.get(name) != told}
        changed.pop(sign)
        without = {name: value for name, value in true.items() if name != sign}
        return [
            self.notice(reference, secret="a-stranger-s-secret"),
            without,
            {**without, sign: ""},
            {**true, amount: type(true[amount])(int(true[amount]) - 1)},
            {**true, _REFERENCE[self.vendor]: "SOMEBODYELSES"},
            {**failure, **changed},
        ]

    def tell(self, fields: Fields, *, site: str = "") -> bool:
        """Send a notice to the tenant (or to ``site``); whether it was taken."""
        place = self.merchant.notice_url(self.vendor)
        if site:
            place = site + urlsplit(place).path
        if self.vendor == "vnpay":
            answer = ask("GET", f"{place}?{urlencode(fields)}")
        else:
            answer = ask("POST", place, json=fields)
        return self.is_taken(answer)

    def is_taken(self, answer: Answer) -> bool:
        if self.vendor == "momo":
            return answer.status == 204
        said = json.loads(answer.text)
        return str(said.get("RspCode") or said.get("MaLoi")) in ("00", "02")

    @property
    def pays_back(self) -> bool:
        return self.vendor != "national"

    @property
    def begins_by_call(self) -> bool:
        return self.vendor != "vnpay"

    @property
    def _factor(self) -> int:
        return vnpay.FACTOR if self.vendor == "vnpay" else 1
