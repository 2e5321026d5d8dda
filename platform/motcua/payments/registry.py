"""Gateways: the ways to pay. A plugin is one subclass registered in its ``AppConfig.ready``."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final, Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from motcua.kernel.money import Money
from motcua.kernel.registry import Registry
from motcua.payments.domain.notices import Outcome, ProviderNotice
from motcua.payments.errors import GatewayOptionsInvalid, NotSupported

Method = Literal["cash", "transfer", "online"]


class Settings(BaseModel):
    """Base of a gateway's options and secrets: nothing beyond what is declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Account:
    """A tenant's checked account with the gateway."""

    options: Any
    secrets: Any


@dataclass(frozen=True, slots=True)
class PayRequest:
    """``reference`` is the attempt's, ``purpose`` plain words for the payer."""

    reference: str
    total: Money
    purpose: str
    return_url: str
    ip: str
    language: str
    begun_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class QueryRequest:
    request_id: str
    reference: str
    begun_at: datetime
    asked_at: datetime


class Gateway(ABC):
    """One way to pay. Holds no state of a tenant: the account comes with every call."""

    key: str
    title: Any
    method: ClassVar[Method] = "online"
    is_online: ClassVar[bool] = True
    options_type: ClassVar[type[Settings]] = Settings
    secrets_type: ClassVar[type[Settings]] = Settings

    @abstractmethod
    def begin(self, request: PayRequest, account: Account) -> str:
        """The address to send the payer to."""

    def parse_return(self, params: Mapping[str, str], account: Account) -> ProviderNotice:
        """What the payer's browser carries back. Raises ``SignatureRefused``."""
        raise NotSupported(self.key)

    def parse_webhook(self, params: Mapping[str, str], account: Account) -> ProviderNotice:
        """What the provider's server tells us. Raises ``SignatureRefused``."""
        raise NotSupported(self.key)

    def identify(self, params: Mapping[str, str]) -> str:
        """The same text for the same message sent again; at most 140 characters."""
        raise NotSupported(self.key)

    def merchant_of(self, account: Account) -> str:
        """The account as ``ProviderNotice.merchant`` names it."""
        return ""

    def query(self, request: QueryRequest, account: Account) -> ProviderNotice | None:
        """Ask the provider about an attempt; ``None`` when it knows of none.

        Raises ``ProviderUnreachable``, ``SignatureRefused``.
        """
        raise NotSupported(self.key)

    def reply(self, outcome: Outcome | None) -> dict[str, str]:
        """How the provider wants ``outcome`` to be said; ``None``: something broke here."""
        return {}

    def check(self, *, options: Mapping[str, Any], secrets: Mapping[str, Any]) -> Account:
        """The account made of what was typed. Raises ``GatewayOptionsInvalid``."""
        try:
            return Account(
                options=self.options_type.model_validate(dict(options)),
                secrets=self.secrets_type.model_validate(dict(secrets)),
            )
        except ValidationError as error:
            # Only the place, never the value: it may be a secret.
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise GatewayOptionsInvalid(
                _("Cấu hình cổng thanh toán không hợp lệ: %(place)s.") % {"place": place},
                field=place,
            ) from None


gateways: Final = Registry[Gateway]("gateway", Gateway)  # type: ignore[type-abstract]
