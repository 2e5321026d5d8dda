"""Two hosts in one process: calls from a tenant to the platform go through Django's client."""

import ipaddress
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import connection
from django.test import Client
from django.urls import get_urlconf, set_urlconf
from requests.adapters import BaseAdapter

from motcua.identity.applicants.relying_party import identity_token
from motcua.identity.contrib.vneid_simulator.people import PEOPLE
from motcua.identity.openid import metadata
from motcua.kernel import http


def new_pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def new_address() -> str:
    return str(ipaddress.IPv4Address(0x0A000000 + secrets.randbelow(1 << 24)))


@pytest.fixture(scope="session")
def platform_pem() -> str:
    return new_pem()


@contextmanager
def _own_connection() -> Iterator[None]:
    """Another process would not change what this one is doing."""
    tenant, urlconf = connection.tenant, get_urlconf()
    try:
        yield
    finally:
        connection.set_tenant(tenant)
        set_urlconf(urlconf)


class InProcess(BaseAdapter):
    """The wire, without a socket. ``down`` makes every call fail."""

    down = False

    def send(self, request, **kwargs):
        if self.down:
            raise requests.ConnectionError("down")
        parts = urlsplit(request.url)
        headers = dict(request.headers)
        content_type = headers.pop("Content-Type", "application/octet-stream")
        headers.pop("Content-Length", None)
        with _own_connection():
            answer = Client(SERVER_NAME=parts.hostname, raise_request_exception=False).generic(
                request.method,
                f"{parts.path}?{parts.query}",
                data=request.body or b"",
                content_type=content_type,
                headers=headers,
            )
        response = requests.Response()
        response.status_code = answer.status_code
        response.headers.update(answer.headers)
        response._content = answer.content
        response.request, response.url = request, request.url
        return response

    def close(self):
        pass


@pytest.fixture
def wire(monkeypatch, settings, platform_pem):
    """All outbound HTTP ends in this process; the platform has a signing key."""
    settings.IDP_OIDC_PRIVATE_KEY = platform_pem
    identity_token.forget_keys()
    metadata.forget()
    adapter = InProcess()

    def session():
        made = requests.Session()
        made.mount("http://", adapter)
        return made

    monkeypatch.setattr(http, "session", session)
    yield adapter
    identity_token.forget_keys()
    metadata.forget()


class Browser:
    """One person's browser: a cookie jar per host, redirects followed across hosts."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self.visited: list[str] = []
        # Its own address: limits per address outlive a test.
        self.address = new_address()

    def client(self, host: str) -> Client:
        return self.clients.setdefault(host, Client(SERVER_NAME=host, REMOTE_ADDR=self.address))

    def get(self, url: str):
        return self._follow(url, self._client_of(url).get(_path(url)))

    def post(self, url: str, data: dict):
        return self._follow(url, self._client_of(url).post(_path(url), data))

    def sign_in_with_password(self, page, email: str, password: str):
        """On the platform's sign-in page, where the last redirect led."""
        assert page.status_code == 200, page.content.decode()
        next_url = page.context["redirect_field_value"]
        data = {"login": email, "password": password, "next": next_url}
        return self.post("http://motcua.localhost/accounts/login/", data)

    def prove(self, page, person: str, *, process: str, back: str):
        """Press the identity provider's button, choose a person there, and come back."""
        url = f"/accounts/oidc/vneid/login/?process={process}"
        chooser = self.post(f"http://motcua.localhost{url}&next={_quoted(back)}", {})
        assert chooser.status_code == 200, chooser.content.decode()
        assert set(PEOPLE) == {p.key for p in chooser.context["people"]}
        data = chooser.context["asked"] | {"person": person}
        return self.post("http://motcua.localhost/simulator/vneid/authorize", data)

    def _follow(self, url: str, response):
        self.visited = [url]
        for _ in range(12):
            if response.status_code not in (301, 302):
                return response
            url = requests.compat.urljoin(url, response["Location"])
            self.visited.append(url)
            response = self._client_of(url).get(_path(url))
        raise AssertionError(f"redirects without end: {self.visited}")

    def _client_of(self, url: str) -> Client:
        return self.client(urlsplit(url).hostname)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _quoted(text: str) -> str:
    return requests.compat.quote(text, safe="")


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def other_browser() -> Browser:
    return Browser()
