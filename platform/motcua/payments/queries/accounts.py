"""The tenant's accounts with gateways."""

from django.utils.translation import gettext as _

from motcua.payments.domain.views import GatewayChoice
from motcua.payments.errors import GatewayNotConfigured
from motcua.payments.models import GatewayAccount
from motcua.payments.registry import Account, gateways


def account_of(key: str) -> Account:
    """Raises ``GatewayNotConfigured`` when the tenant has none or switched it off."""
    row = GatewayAccount.objects.filter(gateway=key, is_enabled=True).first()
    if row is None:
        raise GatewayNotConfigured(_("Cơ quan chưa mở cách thanh toán này."), gateway=key)
    return gateways.get(key).check(options=row.options, secrets=row.secrets)


def list_gateways(*, is_online: bool | None = None) -> list[GatewayChoice]:
    """Ways to pay that the current tenant offers. Paying at the counter needs no account."""
    switched = dict(GatewayAccount.objects.values_list("gateway", "is_enabled"))
    return [
        GatewayChoice(
            key=each.key, title=str(each.title), is_online=each.is_online, method=each.method
        )
        for each in gateways
        if switched.get(each.key, each.method == "cash")
        and (is_online is None or each.is_online == is_online)
    ]
