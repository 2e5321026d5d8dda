"""Cash at the one-stop counter: no provider, no account, only ``collect_at_counter``."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.payments.errors import NotSupported
from motcua.payments.registry import Account, Gateway, PayRequest


class CounterGateway(Gateway):
    key = "gateway.counter"
    title = gettext_lazy("Nộp tiền mặt tại bộ phận một cửa")
    rank = 90
    method = "cash"
    is_online = False

    def begin(self, request: PayRequest, account: Account) -> str:
        raise NotSupported(_("Khoản này nộp trực tiếp tại bộ phận một cửa."))
