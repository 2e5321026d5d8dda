"""Item 61: personal data never reaches a log line, whatever goes wrong around it.

Everything is driven with canary words; every line that our handlers would write, at the level of
a developer who wants to see everything, is read afterwards.
"""

import io
import logging
from contextlib import contextmanager
from urllib.parse import quote

import pytest
import structlog
from celery import shared_task
from django.db import connection
from django.utils import timezone

from infra.dev import postgres
from motcua.identity.api import applicant_actor
from motcua.kernel import events, outbox
from motcua.kernel.log_lines import failure_of
from motcua.kernel.models import OutboxEntry
from motcua.notifications import api as notifications
from tenants.api import in_tenant
from tenants.celery import HEADER
from tests.factories import notifications as notices
from tests.factories.files import pdf
from tests.security.planted import client_with, kept_for_several_tests, plant, undone

pytestmark = pytest.mark.django_db
WORD = "Chimhoangyen"
NUMBER, PHONE, MAIL = "001190000123", "0912345678", "chimhoangyen@example.vn"
CANARIES = (WORD, WORD.lower(), NUMBER, PHONE, "912345678", MAIL)


@contextmanager
def every_line():
    """Every line of every logger, as the product's formatter writes it."""
    root = logging.getLogger()
    ours = next(h for h in root.handlers if getattr(h.formatter, "foreign_pre_chain", None))
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ours.formatter)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


@pytest.fixture
def lines():
    with every_line() as stream:
        yield stream


def leaks(stream):
    return [
        line for line in stream.getvalue().splitlines() if any(word in line for word in CANARIES)
    ]


@pytest.fixture(scope="module")
def life(planted_province, django_db_blocker):
    """A dossier's whole life, and every line that was written meanwhile."""
    with kept_for_several_tests(django_db_blocker):
        with django_db_blocker.unblock(), every_line() as stream:
            made = plant(planted_province.tenant, word=WORD, seed=10, apart="-4")
            structlog.get_logger("any").info("the_end")
        yield made, stream


@pytest.fixture
def planted(life):
    return life[0]


def test_a_dossier_s_whole_life_leaves_no_word_of_it(life):
    _planted, written = life
    assert "the_end" in written.getvalue()
    assert not leaks(written)


def wrong_requests(planted):
    """Method, address, body, who: refused, missing, malformed and failing requests."""
    draft, case = planted.twin.draft_id, planted.twin.case_id
    yield "get", f"/khong-co/{WORD}/?ten={WORD}&so={NUMBER}", None, None
    yield "get", f"/tra-cuu/?ma={WORD}", None, None
    yield "post", "/tra-cuu/", {"code": WORD, "secret": PHONE}, None
    yield "post", "/quan-tri/login/", {"username": WORD, "password": WORD}, None
    yield "get", f"/dang-nhap/xong/?error={WORD}&state={NUMBER}", None, None
    yield "get", f"/xac-minh/{WORD}/", None, None
    yield "get", f"/dich-vu/?q={quote(WORD)}", None, None
    page = {"f-fld_name": [WORD * 90], "f-fld_number": [NUMBER + "9"], "f-fld_unknown": [WORD]}
    yield "post", f"/to-khai/{draft}/pag_who/", page, "applicant"
    yield "post", f"/to-khai/{draft}/pag_nowhere/", page, "applicant"
    upload = io.BytesIO(pdf(b"/JavaScript " + WORD.encode()))
    upload.name = f"{WORD}.exe"
    yield "post", f"/to-khai/{draft}/pag_papers/", {"f-fld_paper": upload}, "applicant"
    yield "get", f"/quan-tri/mot-cua/{case}/?{WORD}", None, "officer"
    yield "get", f"/quan-tri/mot-cua/?q={WORD}", None, "officer"
    yield "post", f"/quan-tri/mot-cua/{case}/quyet-dinh/", {"note": WORD}, "officer"
    yield "get", f"/thanh-toan/vnpay/ipn?vnp_OrderInfo={WORD}&vnp_SecureHash=00", None, None


def test_requests_that_go_wrong(planted, lines):
    statuses = set()
    for method, address, body, who in wrong_requests(planted):
        client = client_with(planted.host(), planted.key_of(who) if who else None)
        statuses.add(getattr(client, method)(address, body).status_code)
    client = client_with(planted.host())
    for query in (f'{{ service(slug: "{WORD}") {{ name }} }}', f"{{ {WORD} }}", f'{{ "{WORD}'):
        client.post("/graphql", {"query": query}, content_type="application/json")
    assert {400, 404} <= statuses
    assert "code=404" in lines.getvalue()
    assert not leaks(lines)


def test_a_request_on_which_the_database_chokes(planted, lines):
    """PostgreSQL quotes the statement and the refused values in what it answers."""
    client = client_with(planted.host())
    with undone():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            table = f'"{planted.tenant.schema_name}".identity_sign_in_lock'
            cursor.execute(f"ALTER TABLE {table} RENAME TO moved_away")
        answer = client.post("/quan-tri/login/", {"username": WORD, "password": WORD})
    assert answer.status_code == 500
    text = lines.getvalue()
    assert "UndefinedTable" in text
    assert not leaks(lines)


@shared_task(name="tests.fails_loudly", bind=True, queue="default")
def fails_loudly(self, word):
    raise ValueError(f"refused: {word}")


def test_tasks_and_later_work_that_fail(planted, lines, now):
    class Told(events.DomainEvent):
        name = "tests.told"

    def fail(_event, _at):
        raise ValueError(f"{WORD} {NUMBER}")

    events.subscribe_later(Told, "tests.fail", fail)
    try:
        with planted.inside():
            fails_loudly.apply(
                args=[WORD], headers={HEADER: planted.tenant.schema_name}, throw=False
            )
            events.publish(Told(), at=now)
            outbox.relay_waiting(now=timezone.now())
            kept = OutboxEntry.objects.get(consumer="tests.fail").last_error
    finally:
        events._consumers.pop("tests.fail")
        events._later.pop(Told)
    assert kept.startswith("ValueError at ")
    assert WORD not in kept
    assert "fails_loudly" in lines.getvalue()
    assert not leaks(lines)


def test_a_notice_that_cannot_be_sent(planted, lines, now):
    failure = RuntimeError(f"550 no such user <{MAIL}>")
    with (
        planted.inside(),
        notifications.channels.temporarily(notices.FlakyChannel(failure)),
    ):
        notices.notify(notices.recipient(applicant_id=None, email="", phone=PHONE, name=WORD), now)
        notifications.send_waiting(now=now)
    assert "delivery_failed" in lines.getvalue()
    assert not leaks(lines)


def test_lines_of_libraries_lose_their_arguments(lines):
    log = logging.getLogger("some.library")
    log.error("cannot open %s for %s", f"/x/{WORD}", MAIL)
    log.error("task %(name)s failed with %(exc)s after %(n)d", {"name": "a.b", "exc": WORD, "n": 3})
    text = lines.getvalue()
    assert "cannot open … for …" in text
    assert "task a.b failed with … after 3" in text
    assert not leaks(lines)


def test_numbers_and_addresses_are_masked_even_where_somebody_logs_them(lines):
    ours = structlog.get_logger("motcua.any")
    ours.warning("careless", who=f"{NUMBER} {MAIL}", case="01a2004c-4c28-7ab5-97ce-123456789012")
    assert "01a2004c-4c28-7ab5-97ce-123456789012" in lines.getvalue()
    assert not leaks(lines)


def test_an_error_s_message_is_not_part_of_its_name():
    with pytest.raises(ValueError, match=WORD) as caught:
        raise ValueError(WORD)
    assert failure_of(caught.value).startswith("ValueError at ")
    assert WORD not in failure_of(caught.value)


def test_the_embedded_server_s_own_log_quotes_no_statement():
    assert postgres._SETTINGS["log_min_error_statement"] == "panic"
    assert postgres._SETTINGS["log_error_verbosity"] == "terse"
    assert postgres._SETTINGS["log_parameter_max_length_on_error"] == "0"


def test_an_applicant_s_actor_says_nothing_of_the_person(planted):
    with in_tenant(planted.tenant.schema_name):
        from motcua.identity.api import get_applicant

        actor = applicant_actor(get_applicant(planted.twin.applicant_id))
    assert NUMBER not in repr(actor)
