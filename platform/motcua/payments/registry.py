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
from motcua.payments.domain.lines import FeeLine
from motcua.payments.domain.notices import Outcome, ProviderNotice, RefundAnswer
from motcua.payments.domain.transfers import Transfer
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
    """``reference`` is the attempt's, ``order_reference`` that of what is paid; ``purpose`` plain
    words for the payer; ``notify_url`` is where the provider's server tells the outcome."""

    reference: str
    total: Money
    purpose: str
    return_url: str
    ip: str
    language: str
    begun_at: datetime
    expires_at: datetime
    notify_url: str = ""
    order_reference: str = ""
    payer_name: str = ""
    lines: tuple[FeeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryRequest:
    request_id: str
    reference: str
    begun_at: datetime
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What a provider's server is answered; ``body`` is sent as JSON, ``None`` as nothing."""

    body: dict[str, str] | None
    status: int = 200


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """``request_id`` stays the same when a refund is tried again, so that it is paid once;
    ``is_whole``: all of the attempt's money goes back."""

    request_id: str
    reference: str
    provider_transaction: str
    amount: Money
    is_whole: bool
    reason: str
    begun_at: datetime
    asked_at: datetime
    by: str


class Gateway(ABC):
    """One way to pay. Holds no state of a tenant: the account comes with every call.

    ``method`` is ``online`` (leads to a provider's page), ``transfer`` (shows where to send the
    money, which a bank's statement brings) or ``cash``. ``begins_by_call``: the provider is
    called to begin and gives the address, so it is asked once an attempt. ``rank`` is its place
    among the ways to pay where the tenant has chosen none: what costs payers nothing comes first.
    """

    key: str
    title: Any
    method: ClassVar[Method] = "online"
    is_online: ClassVar[bool] = True
    begins_by_call: ClassVar[bool] = False
    notice_method: ClassVar[Literal["GET", "POST"]] = "GET"
    refunds: ClassVar[bool] = False
    answers_queries: ClassVar[bool] = False
    rank: ClassVar[int] = 50
    options_type: ClassVar[type[Settings]] = Settings
    secrets_type: ClassVar[type[Settings]] = Settings

    @abstractmethod
    def begin(self, request: PayRequest, account: Account) -> str:
        """The address to send the payer to."""

    def instruct(self, request: PayRequest, account: Account) -> Transfer:
        """Where to send the money, for ``transfer``."""
        raise NotSupported(self.key)

    def parse_return(self, params: Mapping[str, str], account: Account) -> ProviderNotice:
        """What the payer's browser carries back: with most providers, what their server tells us.

        Raises ``SignatureRefused``.
        """
        return self.parse_webhook(params, account)

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

    def refund(self, request: RefundRequest, account: Account) -> RefundAnswer:
        """Give money back. Repeating ``request_id`` pays nothing a second time.

        Raises ``ProviderUnreachable``, ``SignatureRefused``.
        """
        raise NotSupported(self.key)

    def reply(self, outcome: Outcome | None, params: Mapping[str, str]) -> Reply:
        """How the provider wants ``outcome`` to be said; ``None``: something broke here."""
        return Reply({})

    def probe(self, request: QueryRequest, account: Account) -> None:
        """Try the account by asking about a payment that never was.

        Raises ``ProviderUnreachable``, ``SignatureRefused``, ``AccountRefused``.
        """
        self.query(request, account)

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
