"""The official SDK, pinned to one API version and going out by the one way there is.

It is read when it is first used: what it brings is a tenth of what a program reads at its start,
and few programs ever talk to Stripe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from billing.contrib.stripe import keys
from billing.errors import NoSuchRemote, ProviderDown, ProviderRefused
from motcua.kernel import http

if TYPE_CHECKING:
    import stripe

# The objects below are read in the shape of this version, whatever the account's own is (ADR 0020).
API_VERSION: Final = "2026-10-28.endive"
TIMEOUT_SECONDS: Final = (3.05, 20.0)
MAX_RETRIES: Final = 2


def _transport() -> stripe.HTTPClient:
    import stripe

    return stripe.RequestsClient(timeout=TIMEOUT_SECONDS, session=http.session())


# What calls go out by; a proof counts them by putting its own in place.
make_transport: Callable[[], stripe.HTTPClient] = _transport


def client() -> stripe.StripeClient:
    import stripe

    base = keys.api_base()
    return stripe.StripeClient(
        keys.api_key(),
        stripe_version=API_VERSION,
        base_addresses={"api": base} if base else {},
        max_network_retries=MAX_RETRIES,
        http_client=make_transport(),
    )


@contextmanager
def talking() -> Iterator[stripe.StripeClient]:
    """Stripe's errors as ours: known to be refused, or not known at all.

    No message of Stripe's is passed on but the one that is for the customer (declined cards).
    """
    import stripe

    # A key that is refused today may be mended tomorrow: nothing is given up for it.
    unsure = (
        stripe.APIConnectionError,
        stripe.RateLimitError,
        stripe.APIError,
        stripe.AuthenticationError,
        stripe.PermissionError,
    )
    try:
        yield client()
    except stripe.CardError as error:
        raise ProviderRefused(error.user_message or "", reason=error.code) from error
    except stripe.InvalidRequestError as error:
        if error.code == "resource_missing" or error.http_status == 404:
            raise NoSuchRemote(str(error.param or "")) from error
        raise ProviderRefused(str(error.user_message or ""), reason=error.code) from error
    except unsure as error:
        raise ProviderDown(type(error).__name__) from error
    except stripe.StripeError as error:
        raise ProviderRefused(type(error).__name__, reason=error.code) from error


def plain(found: Any) -> dict[str, Any]:
    """A Stripe object as plain dictionaries, for reading what may be absent."""
    made: dict[str, Any] = found.to_dict()
    return made
