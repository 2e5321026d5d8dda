"""The test button: discovery, keys, and whether the provider knows our client."""

import secrets

from motcua.identity.contrib.oidc.wire import body_of, send_token_request
from motcua.identity.openid.metadata import keys_of, metadata_of
from motcua.identity.registry import Probe, ProviderAccount
from motcua.identity.staff.provider_errors import ProviderUnreachable, UpstreamRefused


def probe(account: ProviderAccount, *, callback: str) -> Probe:
    """Stops at the first thing that fails: what comes after depends on it."""
    done, options = Probe(), account.options
    try:
        metadata = metadata_of(options.issuer, fresh=True)
    except ProviderUnreachable as error:
        done.bad("oidc.reach", str(error.details.get("detail", "")))
        return done
    except UpstreamRefused as error:
        done.good("oidc.reach", options.issuer)
        done.bad("oidc.metadata", str(error.details.get("detail", "")))
        return done
    done.good("oidc.reach", options.issuer)
    done.good("oidc.metadata", ", ".join(metadata.algorithms))
    try:
        done.good("oidc.keys", str(len(keys_of(metadata, fresh=True).keys)))
        _probe_client(done, account, callback)
    except (ProviderUnreachable, UpstreamRefused) as error:
        done.bad("oidc.keys", str(error.details.get("detail", "")))
    return done


def _probe_client(done: Probe, account: ProviderAccount, callback: str) -> None:
    """A code nobody was given: a provider that accepts our name and secret complains of the code
    (``invalid_grant``), any other of us (RFC 6749, 5.2)."""
    metadata = metadata_of(account.options.issuer)
    try:
        answer = send_token_request(
            metadata,
            account,
            code=secrets.token_urlsafe(24),
            callback=callback,
            verifier=secrets.token_urlsafe(64),
        )
    except ProviderUnreachable as error:
        done.bad("oidc.token", str(error.details.get("detail", "")))
        return
    said = str(body_of(answer).get("error") or answer.status_code)
    if said == "invalid_grant":
        done.good("oidc.client")
        done.good("oidc.pkce" if metadata.knows_pkce else "oidc.no_pkce")
    elif said in ("invalid_client", "unauthorized_client", "401"):
        done.bad("oidc.client", said)
    else:
        done.bad("oidc.token", said)
