"""The same dossier planted in two tenants: equal ids, user names and file names, other contents.

Whatever is in ``Planted.canaries`` belongs to one tenant alone and must never be seen elsewhere.
"""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import uuid6
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from motcua.appointments.models import Booking
from motcua.casework.api import open_case_order
from motcua.casework.models import Case, IssuedOutput, Paper
from motcua.catalogue.models import ServiceVersion
from motcua.files.models import StoredFile
from motcua.identity.api import ROLES, applicant_actor
from motcua.identity.applicants.queries.applicants import SESSION_KEY
from motcua.identity.models import Account
from motcua.kernel import ids
from motcua.kernel.actors import Actor
from motcua.notifications.api import send_waiting
from motcua.notifications.models import InboxEntry
from motcua.petitions.api import Wish, send_petition
from motcua.portal.models import HomePage
from motcua.privacy import api as privacy
from motcua.submissions import api as submissions
from motcua.submissions.models import Submission
from motcua.surveys import api as surveys
from motcua.surveys.models import Survey
from tenants.api import in_tenant
from tests.factories import casework as make
from tests.factories import files as bytes_of
from tests.factories import submissions as filing
from tests.factories.appointments import booked, free_slot, open_desk
from tests.factories.identity import make_applicant, make_staff

PASSWORD = "mat-khau-thu-1"
FILE_NAME = "giay-chung-sinh.pdf"
_marks = count()


@contextmanager
def equal_ids(seed: int) -> Iterator[None]:
    """Every ``new_id()`` comes from one repeatable row of UUIDs."""
    dice, clock, real = random.Random(seed), [1_781_000_000_000], uuid6.uuid7

    def repeatable() -> Any:
        clock[0] += 1
        bits = (clock[0] << 80) | (7 << 76) | (dice.getrandbits(12) << 64) | (2 << 62)
        return uuid6.UUID(int=bits | dice.getrandbits(62))

    ids.uuid6.uuid7 = repeatable
    try:
        yield
    finally:
        ids.uuid6.uuid7 = real


@contextmanager
def undone() -> Iterator[None]:
    """Undo what happens inside; a plain savepoint, for some code insists on the outermost block.

    It is gone afterwards: PostgreSQL is slower with every one that a walk of a thousand requests
    would leave behind.
    """
    connection.ensure_connection()
    mark = f"undone_{next(_marks)}"
    # Past what chooses the schema, which nobody needs for this.
    connection.connection.execute(f"SAVEPOINT {mark}")
    try:
        yield
    finally:
        connection.set_rollback(False)
        with connection.cursor() as cursor:
            cursor.execute(f"ROLLBACK TO SAVEPOINT {mark}; RELEASE SAVEPOINT {mark}")
        # A schema that was chosen meanwhile is undone with the rest.
        connection.search_path_set_schemas = None


@contextmanager
def kept_for_several_tests(blocker: Any) -> Iterator[None]:
    """A transaction around tests; undone at the end. Inside another one: a savepoint."""
    around = transaction.atomic()
    # Like Django's own around each test: code that insists on the outermost block may have it.
    around._from_testcase = True
    with blocker.unblock():
        around.__enter__()
    yield
    with blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@dataclass
class Dossier:
    """One dossier in every place it leaves something."""

    case_id: UUID
    submission_id: UUID
    draft_id: UUID
    file_id: UUID
    paper_id: UUID
    order_id: UUID
    inbox_id: UUID
    petition_id: UUID
    data_request_id: UUID
    survey_id: UUID
    survey_slug: str
    survey_text_id: UUID
    booking_id: UUID
    service_id: UUID
    version_id: UUID
    slug: str
    verify_token: str
    reference: str
    applicant_id: UUID


@dataclass
class Planted:
    """A tenant's content, the sessions of its people, and the words only it may show."""

    tenant: Any
    word: str
    twin: Dossier
    """Its ids exist in the other tenant too."""
    lone: Dossier
    """Its ids exist here only."""
    staff_id: UUID
    staff_username: str
    canaries: list[str] = field(default_factory=list)

    def inside(self) -> Any:
        return in_tenant(self.tenant.schema_name)

    def host(self) -> str:
        return f"{self.tenant.slug}.{settings.MOTCUA_PLATFORM_HOST}"

    def leaks_in(self, text: str) -> list[str]:
        return [word for word in self.canaries if word in text]

    def ids_here_only(self) -> list[str]:
        shared = set(map(str, vars(self.twin).values()))
        return [str(each) for each in vars(self.lone).values() if str(each) not in shared]

    def home_page_id(self) -> int:
        with self.inside():
            return int(HomePage.objects.get().pk)

    def key_of(self, who: str) -> str | None:
        keys = {
            "applicant": self.applicant_key,
            "officer": self.staff_key,
            "everybody": self.everybody_s_key,
        }
        return keys[who]() if who in keys else None

    def everybody_s_key(self) -> str:
        """The strongest session there can be: one browser in which the applicant and an officer
        with every role are signed in. What it does not open, neither of them opens."""
        key = self.staff_key()
        with self.inside():
            client = client_with(self.host(), key)
            session = client.session
            session[SESSION_KEY] = str(self.twin.applicant_id)
            session.save()
        return key

    def applicant_key(self, applicant_id: UUID | None = None) -> str:
        """The key of a session of an applicant on this tenant's portal."""
        with self.inside():
            session = Client(SERVER_NAME=self.host()).session
            session[SESSION_KEY] = str(applicant_id or self.twin.applicant_id)
            session.save()
            return str(session.session_key)

    def staff_key(self, account_id: UUID | None = None) -> str:
        with self.inside():
            client = Client(SERVER_NAME=self.host())
            account = Account.objects.get(pk=account_id or self.staff_id)
            client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
            return client.cookies[settings.SESSION_COOKIE_NAME].value


def client_with(host: str, key: str | None = None, **options: Any) -> Client:
    """A browser at ``host`` that holds the session cookie ``key``, wherever it was given out."""
    client = Client(SERVER_NAME=host, raise_request_exception=False, **options)
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def plant(
    tenant: Any, *, word: str, seed: int = 7, everywhere: bool = False, apart: str = ""
) -> Planted:
    """``everywhere``: the word is put into every text of the service, too, and into file names.
    ``apart``: a few letters by which names differ from those of what is planted there already;
    needs a ``seed`` of its own.
    """
    with in_tenant(tenant.schema_name):
        with equal_ids(seed):
            office = _office(tenant, word, everywhere=everywhere, apart=apart)
            everybody = make_staff(
                *ROLES,
                agency=office.agency,
                username=f"ca-co-quan{apart}",
                full_name=f"Cán bộ {word}",
                now=timezone.now() - timedelta(days=1),
            )
            twin = _dossier(office, word, "Một")
        lone = _dossier(office, word, "Hai")
        canaries = [word, twin.reference, lone.reference]
        canaries += list(Case.objects.exclude(code=None).values_list("code", flat=True))
    return Planted(
        tenant=tenant,
        word=word,
        twin=twin,
        lone=lone,
        staff_id=everybody.id,
        staff_username=everybody.username,
        canaries=[text for text in canaries if text],
    )


def _office(tenant: Any, word: str, *, everywhere: bool, apart: str) -> make.Office:
    parts = make.document()
    if everywhere:
        # Publishing refuses unknown placeholders, so those are left to what citizens type.
        parts = spoilt(parts, re.sub(r"[{}]+", "", word))
    parts["service"]["slug"] = f"dich-vu-chung{apart}"
    parts["service"]["name"] = {"vi": f"Cấp bản sao {word}"}
    parts["service"]["summary"] = {"vi": f"Tóm tắt {word}"}
    office = make.make_office(code=f"{tenant.agency_code}.99{apart}", **parts)
    office.now = timezone.now()
    office.file_name = f"{word}.pdf" if everywhere else FILE_NAME  # type: ignore[attr-defined]
    office.applicant = make_applicant(name=f"Trần {word}", email="mau@example.vn")
    return office


def _petition(office: make.Office, word: str) -> UUID:
    wish = Wish(
        kind="phan_anh",
        title=f"Phản ánh {word}",
        text=f"Nội dung phản ánh {word}",
        name=f"Trần {word}",
        email="mau@example.vn",
    )
    by, now = applicant_actor(office.applicant), office.now
    return send_petition(wish=wish, client="203.0.113.9", by=by, now=now).id


def _survey(office: make.Office, word: str) -> dict[str, Any]:
    """Published by two people and answered under the applicant's name."""
    now, may = office.now, frozenset(surveys.Permission)
    author, chief = (
        Actor(kind="staff", id=ids.new_id(), name=f"{each} {word}", permissions=may)
        for each in ("Soạn", "Duyệt")
    )
    # The twin's address is the same in both tenants, the lone one's is in one only.
    title = f"Khảo sát {word}" if Survey.objects.exists() else "Khảo sát chung"
    made = surveys.create_survey(title=title, template="policy", by=author, now=now)
    which: dict[str, Any] = {"survey_id": made, "by": author, "now": now}
    said = {"name": {"vi": title}, "description": {"vi": f"Lời giới thiệu {word}"}}
    surveys.save_words(words=said, **which)
    named = surveys.Settings(audience="account", is_anonymous=False)
    surveys.save_settings(settings=named, **which)
    surveys.request_publication(note=f"Xin duyệt {word}", **which)
    surveys.approve_publication(survey_id=made, by=chief, now=now)
    surveys.submit_answers(
        survey_id=made,
        answers={"fld_quan_diem": "khong", "fld_phan_nao": f"Ý kiến {word}"},
        who=surveys.Respondent(applicant=office.applicant),
        client="203.0.113.9",
        now=now,
    )
    surveys.results_of(made, group_by="", by=chief, now=now)
    text = surveys.list_texts(made, state="waiting", by=chief).items[0]
    slug = surveys.get_survey(made, by=chief, now=now).slug
    return {"survey_id": made, "survey_slug": slug, "survey_text_id": text.id}


def _appointment(office: make.Office, word: str) -> UUID:
    """At the counter's own queue; each dossier of an office has another number to call."""
    known = Booking.objects.count()
    opening = open_desk(office, code=chr(ord("A") + known), horizon_days=60)
    slot, phone = free_slot(opening, now=office.now), f"091234567{known}"
    return booked(office, slot, name=f"Trần {word}"[:100], phone=phone)


def _data_request(office: make.Office, word: str) -> UUID:
    """One of a kind may be open at a time; the second dossier of an office brings another."""
    by, now = applicant_actor(office.applicant), office.now
    text = f"Xin xem lại dữ liệu {word}"
    sent = privacy.list_own_requests(by=by, now=now)
    return privacy.ask(kind="object" if sent else "correct", text=text, by=by, now=now)


def spoilt(part: Any, word: str) -> Any:
    """A document in which every text of people's says ``word`` as well."""
    if isinstance(part, list):
        return [spoilt(each, word) for each in part]
    if not isinstance(part, dict):
        return part
    if set(part) == {"vi"}:
        return {"vi": f"{part['vi']} {word}", "en": word}
    return {key: spoilt(value, word) for key, value in part.items()}


def _dossier(office: make.Office, word: str, which: str) -> Dossier:
    name = f"Trần {word} {which}"
    case = _filed(office, name, word)
    office.receive(case)
    office.decide(case, "pass", office.specialist, note=f"Ghi chú {word}")
    office.decide(case, "sign", office.leader)
    office.decide(case, "released", office.clerk)
    office.run_later_work()
    send_waiting(now=timezone.now())
    case.refresh_from_db()
    draft = submissions.start_draft(
        version_id=office.version_id, applicant=office.applicant, now=office.now
    )
    submissions.save_page(
        draft_id=draft.id,
        page_id="pag_who",
        posted={"f-fld_name": [name], "f-fld_number": ["001190000123"]},
        by=applicant_actor(office.applicant),
        now=office.now,
    )
    return _found(case, draft, office, word)


def _filed(office: make.Office, name: str, word: str) -> Case:
    started = submissions.start_draft(
        version_id=office.version_id, applicant=office.applicant, now=office.now
    )
    made = filing.Filing(office.applicant, started)
    made.now = office.now
    made.save("pag_who", filing.ANSWERS["pag_who"] | {"f-fld_name": [name]})
    made.save("pag_what")
    content = bytes_of.pdf(f"%{word}".encode())
    paper = bytes_of.Upload(office.file_name, content, "application/pdf")
    made.save("pag_papers", files={"f-fld_paper": [paper]})
    receipt = submissions.submit_draft(
        draft_id=made.draft_id, idempotency_key=f"nop-{made.draft_id}", by=made.by, now=made.now
    )
    office.run_later_work()
    return Case.objects.get(submission_id=receipt.submission_id)


def _found(case: Case, draft: Any, office: make.Office, word: str) -> Dossier:
    order = open_case_order(case_id=case.pk, by=applicant_actor(office.applicant), now=office.now)
    submission = Submission.objects.get(pk=case.submission_id)
    paper = Paper.objects.filter(case_id=case.pk).exclude(file_id=None).first()
    version = office.version_id
    service = ServiceVersion.objects.get(pk=version).service
    return Dossier(
        case_id=case.pk,
        submission_id=submission.pk,
        draft_id=draft.id,
        file_id=StoredFile.objects.filter(links__owner=f"submission:{submission.pk}").first().pk,
        paper_id=paper.pk,
        order_id=order.id,
        petition_id=_petition(office, word),
        data_request_id=_data_request(office, word),
        **_survey(office, word),
        booking_id=_appointment(office, word),
        inbox_id=InboxEntry.objects.filter(applicant_id=office.applicant.id).first().pk,
        service_id=service.pk,
        version_id=version,
        slug=service.slug,
        verify_token=IssuedOutput.objects.get(case_id=case.pk).token,
        reference=case.reference,
        applicant_id=office.applicant.id,
    )
