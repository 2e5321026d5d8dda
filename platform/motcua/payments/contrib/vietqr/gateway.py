"""A bank transfer by scanning: the code fills in account, amount and text."""

from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from motcua.payments.contrib.vietqr.emv import VietQr, build
from motcua.payments.domain.transfers import Transfer, memo_of
from motcua.payments.errors import NotSupported
from motcua.payments.registry import Account, Gateway, PayRequest, Settings


class VietqrOptions(Settings):
    """``bank_bin``: six digits that NAPAS gives a bank. ``kind``: a dynamic code is made for each
    order; a static one, as printed on a counter, holds the account only."""

    bank_bin: str = Field(pattern=r"^[0-9]{6}$")
    bank_name: str = Field(min_length=1, max_length=100)
    account_number: str = Field(pattern=r"^[A-Za-z0-9]{1,19}$")
    account_name: str = Field(min_length=1, max_length=100)
    kind: Literal["dynamic", "static"] = "dynamic"


class VietqrGateway(Gateway):
    key = "gateway.vietqr"
    title = gettext_lazy("VietQR: quét mã bằng ứng dụng ngân hàng")
    rank = 10
    method = "transfer"
    is_online = False
    options_type = VietqrOptions

    def begin(self, request: PayRequest, account: Account) -> str:
        raise NotSupported(_("Khoản này nộp bằng chuyển khoản."))

    def instruct(self, request: PayRequest, account: Account) -> Transfer:
        """Raises ``NotSupported`` for foreign money: VietQR knows đồng only."""
        if request.total.currency != "VND":
            raise NotSupported(_("VietQR chỉ nhận đồng Việt Nam."))
        options, memo = account.options, memo_of(request.order_reference)
        is_fixed = options.kind == "static"
        code = VietQr(
            bank_bin=options.bank_bin,
            account_number=options.account_number,
            amount=None if is_fixed else request.total.minor,
            memo="" if is_fixed else memo,
            is_dynamic=not is_fixed,
        )
        return Transfer(
            bank_name=options.bank_name,
            account_number=options.account_number,
            account_name=options.account_name,
            amount=request.total,
            memo=memo,
            qr=build(code),
            is_fixed=is_fixed,
        )
