from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

from motcua.identity.contrib.vneid_simulator.models import SimulatorKey


def signing_key() -> RSAKey:
    row = SimulatorKey.objects.filter(name="signing").first()
    if row is None:
        pem = RSAKey.generate_key(2048).as_pem(private=True).decode()
        row, _ = SimulatorKey.objects.get_or_create(name="signing", defaults={"pem": pem})
    key = RSAKey.import_key(row.pem)
    key.ensure_kid()
    return key


def public_keys() -> dict[str, Any]:
    key = signing_key()
    public = key.as_dict(private=False, use="sig", alg="RS256", kid=key.kid)
    return {"keys": [public]}


def sign(claims: dict[str, Any]) -> str:
    key = signing_key()
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)
