"""A bank transfer typed by the payer. No provider: the bank's statement says what came in."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from motcua.payments.domain.transfers import Transfer, memo_of
from motcua.payments.errors import NotSupported
from motcua.payments.registry import Account, Gateway, PayRequest, Settings


class TransferOptions(Settings):
    """The account the money goes to, usually with the State Treasury or a bank."""

    bank_name: str = Field(min_length=1, max_length=100)
    account_number: str = Field(pattern=r"^[A-Za-z0-9.]{1,30}$")
    account_name: str = Field(min_length=1, max_length=100)


class TransferGateway(Gateway):
    key = "gateway.transfer"
    title = gettext_lazy("Chuyển khoản ngân hàng")
    rank = 60
    method = "transfer"
    is_online = False
    options_type = TransferOptions

    def begin(self, request: PayRequest, account: Account) -> str:
        raise NotSupported(_("Khoản này nộp bằng chuyển khoản."))

    def instruct(self, request: PayRequest, account: Account) -> Transfer:
        return Transfer(
            bank_name=account.options.bank_name,
            account_number=account.options.account_number,
            account_name=account.options.account_name,
            amount=request.total,
            memo=memo_of(request.order_reference),
        )
