"""Sealing for a browser (RFC 8291) and saying who sends (RFC 8292), against their own examples."""

from datetime import UTC, datetime

import http_ece
from joserfc import jwt
from joserfc.jwk import ECKey

from motcua.notifications.contrib.webpush.channel import seal
from motcua.notifications.contrib.webpush.vapid import (
    authorization,
    decoded,
    encoded,
    new_pair,
    point_of,
    private_of,
)

# RFC 8291, appendix A.
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER_PUBLIC = (
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
MESSAGE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_is_read():
    assert encoded(point_of(private_of(RECEIVER))) == RECEIVER_PUBLIC
    plain = http_ece.decrypt(
        decoded(MESSAGE),
        private_key=private_of(RECEIVER),
        auth_secret=decoded(AUTH),
        version="aes128gcm",
    )
    assert plain == b"When I grow up, I want to be a watermelon"


def test_what_we_seal_is_for_that_browser_alone():
    keys = {"p256dh": RECEIVER_PUBLIC, "auth": AUTH}
    first, second = seal("Hồ sơ".encode(), keys), seal("Hồ sơ".encode(), keys)
    assert first != second
    opened = http_ece.decrypt(
        first,
        private_key=private_of(RECEIVER),
        auth_secret=decoded(AUTH),
        version="aes128gcm",
    )
    assert opened.decode() == "Hồ sơ"


def test_who_sends_is_signed_for_this_push_service():
    private, public = new_pair()
    at = datetime(2026, 6, 15, tzinfo=UTC)
    header = authorization(
        "https://push.example.net/v2/abc?x=1", private=private, contact="mailto:a@b.vn", at=at
    )
    token, key = header.removeprefix("vapid t=").split(", k=")
    assert key == public
    point = decoded(key)
    jwk = {"kty": "EC", "crv": "P-256", "x": encoded(point[1:33]), "y": encoded(point[33:65])}
    claims = jwt.decode(token, ECKey.import_key(jwk), algorithms=["ES256"]).claims
    assert (claims["aud"], claims["sub"]) == ("https://push.example.net", "mailto:a@b.vn")
    # RFC 8292 allows at most a day.
    assert 0 < claims["exp"] - at.timestamp() <= 24 * 3600
