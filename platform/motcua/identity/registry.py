"""Identity providers of staff: an agency's own sign-in systems. A plugin is one subclass,
registered in its ``AppConfig.ready``."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Final, Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from motcua.identity.staff.provider_errors import ProviderOptionsInvalid
from motcua.kernel.registry import Registry

Way = Literal["redirect", "password"]


class Settings(BaseModel):
    """Base of a provider's options and secrets: nothing beyond what is declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class ProviderAccount:
    """A tenant's checked settings. ``claims``: our names of facts to the provider's names."""

    options: Any
    secrets: Any
    claims: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Begun:
    """``address``: where the browser goes; ``kept`` stays in its session until it is back."""

    address: str
    kept: dict[str, str]


@dataclass(frozen=True, slots=True)
class UpstreamIdentity:
    """Who the provider says came. ``has_second_factor``: it asked for one and says so."""

    subject: str
    username: str
    full_name: str = ""
    email: str = ""
    unit: str = ""
    groups: frozenset[str] = frozenset()
    has_second_factor: bool = False
    sid: str = ""


@dataclass(frozen=True, slots=True)
class LogoutNotice:
    """The provider ended a session (``sid``), or all of a person's (``subject`` alone)."""

    token_id: str
    subject: str
    sid: str


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """One thing tried by the test button. ``key`` is stored and turned into words when shown;
    ``detail`` holds names and numbers, never a secret."""

    key: str
    is_good: bool
    detail: str = ""


@dataclass(slots=True)
class Probe:
    """What has been tried so far; the first failure ends it."""

    steps: list[ProbeStep] = field(default_factory=list)

    def good(self, key: str, detail: str = "") -> None:
        self.steps.append(ProbeStep(key, True, detail[:200]))

    def bad(self, key: str, detail: str = "") -> None:
        self.steps.append(ProbeStep(key, False, detail[:200]))


class StaffProvider(ABC):
    """One kind of sign-in system. Holds no state of a tenant: settings come with every call.

    ``way``: ``redirect`` leads the browser to the provider, ``password`` takes user name and
    password on a page of ours and asks the provider about them.
    """

    key: str
    title: Any
    way: ClassVar[Way]
    options_type: ClassVar[type[Settings]]
    secrets_type: ClassVar[type[Settings]]
    # Our facts, and what the provider's kind usually calls them.
    usual_claims: ClassVar[Mapping[str, str]]

    def begin(self, account: ProviderAccount, *, callback: str, state: str) -> Begun:
        """Raises ``ProviderUnreachable``."""
        raise NotImplementedError(self.key)

    def finish(
        self,
        account: ProviderAccount,
        *,
        callback: str,
        params: Mapping[str, str],
        kept: Mapping[str, str],
        now: datetime,
    ) -> UpstreamIdentity:
        """Raises ``ProviderUnreachable``, ``UpstreamRefused``, ``UpstreamDenied``."""
        raise NotImplementedError(self.key)

    def ask(self, account: ProviderAccount, *, username: str, password: str) -> UpstreamIdentity:
        """Raises ``ProviderUnreachable``, ``PasswordWrong``, ``UpstreamRefused``."""
        raise NotImplementedError(self.key)

    def read_logout(self, account: ProviderAccount, token: str, *, now: datetime) -> LogoutNotice:
        """Raises ``UpstreamRefused``, ``ProviderUnreachable``."""
        raise NotImplementedError(self.key)

    @abstractmethod
    def probe(self, account: ProviderAccount, *, callback: str) -> Probe:
        """Try the settings step by step, signing nobody in."""

    def check(
        self, *, options: Mapping[str, Any], secrets: Mapping[str, Any], claims: Mapping[str, str]
    ) -> ProviderAccount:
        """The account made of what was typed. Raises ``ProviderOptionsInvalid``."""
        try:
            return ProviderAccount(
                options=self.options_type.model_validate(dict(options)),
                secrets=self.secrets_type.model_validate(dict(secrets)),
                claims={
                    name: str(claims.get(name) or usual).strip()
                    for name, usual in self.usual_claims.items()
                },
            )
        except ValidationError as error:
            # Only the place, never the value: it may be a secret.
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise ProviderOptionsInvalid(
                _("Cấu hình đăng nhập chưa đúng."), field=place, place=place
            ) from None


staff_providers: Final = Registry[StaffProvider]("staff_provider", StaffProvider)  # type: ignore[type-abstract]
