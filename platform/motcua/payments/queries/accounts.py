"""The tenant's accounts with gateways."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from motcua.payments.domain.views import GatewayChoice
from motcua.payments.errors import GatewayNotConfigured
from motcua.payments.models import GatewayAccount
from motcua.payments.registry import Account, Gateway, gateways


def account_of(key: str, *, even_off: bool = False) -> Account:
    """Raises ``GatewayNotConfigured`` when the tenant has none or switched it off.

    ``even_off``: for what is still on its way from and to a gateway nobody can begin with any more.
    """
    row = GatewayAccount.objects.filter(gateway=key).first()
    if row is None or not (row.is_enabled or even_off):
        raise GatewayNotConfigured(_("Cơ quan chưa mở cách thanh toán này."), gateway=key)
    return gateways.get(key).check(options=row.options, secrets=row.secrets)


def list_gateways(*, is_online: bool | None = None) -> list[GatewayChoice]:
    """Ways to pay that the current tenant offers, in its order. Paying at the counter needs no
    account."""
    kept = GatewayAccount.objects.values_list("gateway", "is_enabled", "position")
    switched = {gateway: is_enabled for gateway, is_enabled, _position in kept}
    places = {gateway: position for gateway, _is_enabled, position in kept}
    return [
        GatewayChoice(
            key=each.key, title=str(each.title), is_online=each.is_online, method=each.method
        )
        for each in in_order(places)
        if switched.get(each.key, each.method == "cash")
        and (is_online is None or each.is_online == is_online)
    ]


def in_order(places: Mapping[str, int | None]) -> list[Gateway]:
    """All gateways: those with a place first, the others by their rank."""

    def place(gateway: Gateway) -> tuple[bool, int, str]:
        chosen = places.get(gateway.key)
        return (chosen is None, gateway.rank if chosen is None else chosen, gateway.key)

    return sorted(gateways, key=place)
