"""What every holder of keys owes, whoever wrote it: a signature that fits the certificate, or a
refusal in time. And what time stamps over HTTP owe."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
import requests
from asn1crypto import tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimestampRequestError

from motcua.files.contrib.pkcs12 import Pkcs12Provider
from motcua.files.contrib.remote_sign.asking import RemoteSigner
from motcua.files.contrib.remote_sign.provider import RemoteProvider
from motcua.files.contrib.sign_simulator import service, stamps
from motcua.files.errors import PinWrong, SignatureFailed
from motcua.files.signer import signer_providers
from motcua.files.signing import authority, stamping, trials
from motcua.files.signing.pades import Trust

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
PIN = "246810"
DATA = b"what is to be signed"


class Wire(requests.Session):
    """The simulator without a server; every answer as it would come over HTTP."""

    def post(self, url, *, json=None, data=None, headers=None, **_rest):
        reply = requests.Response()
        token = (headers or {}).get("Authorization", "").removeprefix("Bearer ")
        path = url.rpartition("/")[2]
        answer = service.sign(json, token=token) if path == "sign" else service.status(json)
        reply.status_code = answer.status
        reply._content = _bytes(answer.body)
        return reply


def _bytes(body):
    return json.dumps(dict(body)).encode()


@pytest.fixture(scope="module")
def known():
    made = authority.make_authority(now=NOW)
    pair = authority.issue_certificate(made, name="Lê Ký", organisation="Phường", now=NOW)
    return made, pair


@pytest.fixture(params=["signer.pkcs12", "signer.remote"])
def sample(request, known, settings, tmp_path):
    """A provider, and a secret that the PIN opens."""
    settings.VAR = tmp_path
    made, pair = known
    if request.param == "signer.pkcs12":
        packed = authority.pack(pair, made, passphrase=PIN)
        secret = {"pkcs12": base64.b64encode(packed).decode(), "passphrase": None}
        return Pkcs12Provider(), secret, pair
    secret = {
        "url": "http://motcua.localhost/simulator/ky-so",
        **service.add_credential(pair, pin=PIN),
    }
    return RemoteProvider(Wire), secret, pair


def sign(signer):
    return asyncio.run(signer.async_sign_raw(DATA, "sha256"))


def test_every_provider_is_tried():
    assert set(signer_providers.keys()) == {"signer.pkcs12", "signer.remote"}


def test_the_signature_fits_the_certificate(sample):
    provider, secret, pair = sample
    signer = provider.open(secret, pin=PIN, certificate=pair.pem)
    pair.certificate.public_key().verify(sign(signer), DATA, ec.ECDSA(hashes.SHA256()))
    assert signer.signing_cert.serial_number == pair.certificate.serial_number
    # What is reserved for the signature is enough for it.
    rehearsal = asyncio.run(signer.async_sign_raw(DATA, "sha256", dry_run=True))
    assert len(rehearsal) + 8 >= len(sign(signer))


def test_a_wrong_pin_signs_nothing(sample):
    provider, secret, pair = sample
    with pytest.raises((PinWrong, SigningError)):
        sign(provider.open(secret, pin="000000", certificate=pair.pem))


def remote(pair, plan):
    given = service.add_credential(pair, plan=plan)
    secret = {"url": "http://motcua.localhost/simulator/ky-so", **given}
    return RemoteSigner(
        secret, pin="", certificate=pair.pem, session=Wire, sleep=lambda _seconds: None
    )


@pytest.mark.parametrize("plan", ["late", "twice"])
def test_late_and_repeated_answers_are_one_signature(known, settings, tmp_path, plan):
    settings.VAR = tmp_path
    assert sign(remote(known[1], plan))


@pytest.mark.parametrize(
    ("plan", "words"), [("fail", "unavailable"), ("never", "in time"), ("wrong", "does not fit")]
)
def test_a_service_that_fails_or_lies_signs_nothing(known, settings, tmp_path, plan, words):
    settings.VAR = tmp_path
    with pytest.raises(SigningError, match=words):
        sign(remote(known[1], plan))


def test_one_request_is_one_signature(known, settings, tmp_path):
    settings.VAR = tmp_path
    given = service.add_credential(known[1])
    body = {"credentialID": given["credential"], "PIN": "", "requestID": "r", "hash": _digest(b"a")}
    first = service.sign(body, token=given["token"])
    assert service.sign(body, token=given["token"]) == first
    assert service.sign({**body, "hash": _digest(b"b")}, token=given["token"]).status == 409
    assert service.sign(body, token="x").status == 401


def _digest(data):
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return base64.b64encode(digest.finalize()).decode()


class Stamps(requests.Session):
    def __init__(self, made, kind="application/timestamp-reply"):
        super().__init__()
        self.made, self.kind = made, kind

    def post(self, url, *, data=None, headers=None, **_rest):
        reply = requests.Response()
        reply.status_code = 200
        reply.headers["Content-Type"] = self.kind
        reply._content = stamping.answer_request(data, self.made, now=NOW)
        return reply


def test_time_stamps_are_asked_for_over_http(known):
    made, _pair = known
    stamper = stamping.HttpStamper("http://tsa.example/", session=lambda: Stamps(made))
    token = asyncio.run(stamper.async_timestamp(bytes(32), "sha256"))
    info = token["content"]["encap_content_info"]["content"].parsed
    assert isinstance(info, tsp.TSTInfo)
    assert info["gen_time"].native == NOW
    broken = stamping.HttpStamper("http://tsa.example/", session=lambda: Stamps(made, "text/html"))
    with pytest.raises(TimestampRequestError):
        asyncio.run(broken.async_timestamp(bytes(32), "sha256"))


class StampWire(requests.Session):
    """The simulated time stamp authority without a server."""

    def post(self, url, *, data=None, headers=None, **_rest):
        made = stamps.stamp(data, plan=url.rpartition("/")[2], now=NOW)
        reply = requests.Response()
        reply.status_code = 200 if made else 503
        reply.headers["Content-Type"] = "application/timestamp-reply"
        reply._content = made or b""
        return reply


@pytest.mark.parametrize(
    ("plan", "told"),
    [("dung", ""), ("cham", ""), ("sai", "mismatch|no_answer"), ("loi", "no_answer")],
)
def test_time_stamps_are_judged_before_they_are_believed(
    settings, tmp_path, monkeypatch, plan, told
):
    settings.VAR = tmp_path
    waited = []
    monkeypatch.setattr(stamps.time, "sleep", waited.append)
    own = stamps.authority(NOW)
    known = [each.certificate.public_bytes(Encoding.DER) for each in (own.root, own.issuing)]
    trust = Trust((known[0],), (known[1],), stamps.lists(NOW))
    stamper = stamping.HttpStamper(f"http://tsa.example/{plan}", session=StampWire)
    if told:
        with pytest.raises(SignatureFailed, match=told):
            trials.try_stamper(stamper, trust, now=NOW)
    else:
        assert "TSA" in trials.try_stamper(stamper, trust, now=NOW).authority
        assert waited == [stamps.SLOW_SECONDS if plan == "cham" else 0.0]
    with pytest.raises(SignatureFailed):
        trials.try_stamper(stamper, Trust((known[1],)), now=NOW)
    if not told:
        with pytest.raises(SignatureFailed, match="clock"):
            trials.try_stamper(stamper, trust, now=NOW + timedelta(hours=1))


def test_a_key_is_tried_against_its_certificate(known, settings, tmp_path):
    settings.VAR = tmp_path
    trials.try_key(remote(known[1], "sign"), known[1].pem)
    other = authority.issue_certificate(known[0], name="Khác", organisation="Phường", now=NOW)
    packed = authority.pack(known[1], known[0], passphrase=PIN)
    secret = {"pkcs12": base64.b64encode(packed).decode(), "passphrase": None}
    own = Pkcs12Provider().open(secret, pin=PIN, certificate=known[1].pem)
    with pytest.raises(SignatureFailed, match="does not fit"):
        trials.try_key(own, other.pem)
    with pytest.raises(SignatureFailed, match="in time"):
        trials.try_key(remote(known[1], "never"), known[1].pem)
