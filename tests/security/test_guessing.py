"""Guessing: whoever tries codes, names and addresses learns nothing from words, work or number.

Times themselves are not measured, for a busy machine has none: what makes time, i.e. what the
database is asked and how often a password is stretched, is the same for what exists and what does
not. Sign-in by telephone: ``tests/integration/identity``; helpers' codes: ``…/mandates``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.petitions.models import Petition
from tenants.models import Tenant, TenantStatus
from tenants.queries.directory import forget_directory
from tests.asked import reads
from tests.cases import try_each
from tests.factories.identity import make_citizen
from tests.security.asking import draw_nothing
from tests.security.planted import client_with, undone

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
KNOWN, UNKNOWN = "ton-tai@example.vn", "khong-ton-tai@example.vn"
_VARIES = re.compile(
    r'(nonce|name="csrfmiddlewaretoken" value|name="stamp" value)="[^"]*"|"CSRF_TOKEN": "[^"]*"'
)
UNKNOWN_CODE = "PA-AAAA2222"


@dataclass(frozen=True)
class Guess:
    """The same form about something that exists and something that does not."""

    path: str
    known: dict[str, str]
    unknown: dict[str, str]
    host: str = ""
    same_work: bool = True
    stretched: int = 0
    """How often a password must have been stretched, at least: or nothing would be compared."""

    @property
    def name(self) -> str:
        return self.path


@pytest.fixture
def guesses(planted_province) -> list[Guess]:
    planted = planted_province
    with planted.inside():
        petition = Petition.objects.get(pk=planted.twin.petition_id).code
    make_citizen(email=KNOWN, password="mot-cau-dai-de-nho")
    platform = settings.MOTCUA_PLATFORM_HOST
    signed_up = {"full_name": "Lê Văn Bảy", "password1": "mot-cau-dai-de-nho-2"}
    return [
        Guess("/tra-cuu/", {"code": planted.twin.reference, "secret": "AAAA2222"},
              {"code": "NH-AAAA2222", "secret": "AAAA2222"}),
        Guess("/phan-anh/tra-cuu/", {"code": petition, "secret": "AAAA2222"},
              {"code": UNKNOWN_CODE, "secret": "AAAA2222"}),
        Guess("/quan-tri/login/", {"username": planted.staff_username, "password": "sai"},
              {"username": "khong-co-ai", "password": "sai"}, same_work=False, stretched=1),
        Guess("/accounts/login/", {"login": KNOWN, "password": "sai"},
              {"login": UNKNOWN, "password": "sai"}, host=platform, same_work=False, stretched=1),
        # What is asked afterwards happens behind the answer: a mail goes out or does not.
        Guess("/accounts/password/reset/", {"email": KNOWN}, {"email": UNKNOWN}, host=platform,
              same_work=False),
        Guess("/accounts/login/code/", {"email": KNOWN}, {"email": UNKNOWN}, host=platform,
              same_work=False),
        Guess("/accounts/signup/", {**signed_up, "email": KNOWN},
              {**signed_up, "email": UNKNOWN}, host=platform, same_work=False, stretched=1),
    ]  # fmt: skip


def test_the_answer_to_a_guess_is_the_same_whether_it_exists_or_not(
    planted_province, guesses, settings
):
    # As in production; a demonstration opens accounts without a mail.
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True

    def judge(guess: Guess) -> None:
        host = guess.host or planted_province.host()
        # The first time a process answers at all it asks for what it remembers afterwards.
        client_with(host).get(guess.path)
        known, unknown = (_answer(guess, host, typed) for typed in (guess.known, guess.unknown))
        assert known.status == unknown.status
        assert known.words == unknown.words
        assert known.location == unknown.location
        assert known.stretched == unknown.stretched >= guess.stretched
        if guess.same_work:
            assert known.asked == unknown.asked

    try_each(guesses, judge, name=lambda guess: guess.name)


@dataclass(frozen=True)
class _Answer:
    status: int
    words: str
    location: str
    stretched: int
    """How often a password was stretched, which takes longer than all else."""
    asked: int


def _answer(guess: Guess, host: str, typed: dict[str, str]) -> _Answer:
    client = client_with(host)
    hasher = type(get_hasher())
    stretch = hasher.encode
    with (
        undone(),
        patch.object(hasher, "encode", autospec=True, side_effect=stretch) as spy,
        CaptureQueriesContext(connection) as caught,
    ):
        answer = client.post(guess.path, typed, REMOTE_ADDR="198.51.100.201")
    text = answer.content.decode()
    for value in typed.values():
        text = text.replace(value, "…")
    return _Answer(
        answer.status_code,
        _VARIES.sub("", text),
        answer.headers.get("Location", ""),
        spy.call_count,
        len(reads(caught)),
    )


def test_guesses_come_to_an_end_and_the_answer_says_so(planted_province, monkeypatch):
    # Otherwise a new window might begin between two attempts.
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    client = client_with(planted_province.host())

    def judge(path: str) -> None:
        def guess(n: int) -> Any:
            typed = {"code": f"PA-AAAA{n:04d}", "secret": "x"}
            return client.post(path, typed, REMOTE_ADDR="198.51.100.202")

        with monkeypatch.context() as meanwhile:
            draw_nothing(meanwhile)
            assert 429 not in {guess(n).status_code for n in range(20)}
        told = guess(20)
        assert told.status_code == 429
        assert "quá nhiều lần" in told.content.decode()

    try_each(["/phan-anh/tra-cuu/", "/tra-cuu/"], judge, name=str)


def test_too_many_attempts_at_an_account_are_told_in_our_words(settings):
    """The library that counts these has a page of its own, in English and without a style."""
    client = client_with(settings.MOTCUA_PLATFORM_HOST)
    answer = next(
        answer for answer in (
            client.post("/accounts/password/reset/", {"email": UNKNOWN}, REMOTE_ADDR="198.51.100.203")
            for _ in range(40)
        ) if answer.status_code == 429
    )  # fmt: skip
    assert "quá nhiều lần" in answer.content.decode()


def test_searching_for_somebody_s_dossier_finds_what_searching_for_nothing_finds(planted_province):
    planted = planted_province
    client = client_with(planted.host())
    with planted.inside():
        petition = Petition.objects.get(pk=planted.twin.petition_id)
    private = (planted.twin.reference, petition.code, "001190000123")

    def judge(word: str) -> None:
        for path in ("/tim-kiem/", "/dich-vu/", "/hoi-dap/", "/goi-y/", "/phan-anh/cong-khai/"):
            found = client.get(path, {"q": word}).content.decode().replace(word, "")
            nothing = client.get(path, {"q": "zzqxjwv"}).content.decode().replace("zzqxjwv", "")
            assert found.count("<a ") == nothing.count("<a "), path
            assert found.count('"path"') == nothing.count('"path"'), path

    try_each([each for each in private if each], judge, name=str)


def test_a_name_that_is_no_agency_s_tells_nothing_of_those_that_are(province, ministry):
    """What is archived says that it is closed: people must know. A stranger learns no more than
    whoever asked yesterday; and a name that never was looks like one that was forgotten."""
    never = client_with("khong-he-co.motcua.localhost").get("/")
    assert never.status_code == 404
    Tenant.objects.filter(slug=ministry.slug).update(status=TenantStatus.ARCHIVED)
    forget_directory()
    closed = client_with(ministry.primary_host).get("/quan-tri/")
    assert closed.status_code == 410
    for answer in (never, closed):
        text = answer.content.decode()
        for word in (ministry.name, ministry.schema_name, province.name):
            assert word not in text
    forget_directory()
