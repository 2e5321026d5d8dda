"""A tenant of its own with a published 20-question service, citizens signed in, and drafts."""

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore
from django.utils import timezone

from motcua.catalogue import api as catalogue
from motcua.identity import api as identity
from motcua.submissions import api as submissions
from motcua.submissions.models import Draft
from tenants.api import create_tenant, in_tenant
from tenants.operations.clone_schema import drop_schema
from tests.benchmarks.load import request
from tests.benchmarks.peers.forms import CHOICES, KINDS
from tests.benchmarks.peers.make_page import make_form_page
from tests.factories.catalogue import publish, small_document
from tests.factories.filling import posted_for
from tests.factories.identity import make_agency, make_applicant

CLIENTS = 16
CSRF = "b" * 32
PREFIX = "do-kiem-"
_OURS = {
    "text": "short_text",
    "choice": "single_choice",
    "choices": "multiple_choice",
}
_CONFIG: dict[str, dict[str, Any]] = {
    "choice": {"options": [{"value": value, "label": {"vi": label}} for value, label in CHOICES]},
    "number": {"min": 1, "max": 50},
}
_CONFIG["choices"] = _CONFIG["choice"]


@dataclass(frozen=True, slots=True)
class Citizen:
    """One signed-in browser."""

    applicant: identity.ApplicantView
    cookies: str


@dataclass(frozen=True, slots=True)
class World:
    schema: str
    host: str
    version: catalogue.VersionView
    real: catalogue.VersionView
    """P4, the copy of a birth certificate, as the demonstration has it."""
    citizens: list[Citizen]
    wagtail_path: str

    def get(self, path: str, citizen: Citizen) -> bytes:
        return request("GET", self.host, path, cookies=citizen.cookies)

    def post(self, path: str, citizen: Citizen, body: bytes) -> bytes:
        token = f"csrfmiddlewaretoken={CSRF}&".encode()
        return request("POST", self.host, path, cookies=citizen.cookies, body=token + body)


def service_document() -> catalogue.ServiceDocument:
    """Twenty questions of ten kinds on three pages."""
    fields = [_field(number, kind) for number, kind in enumerate(KINDS, start=1)]
    parts = (fields[:7], fields[7:14], fields[14:])
    pages = [
        {"id": f"pag_{number}", "title": {"vi": f"Trang {number}"}, "fields": part}
        for number, part in enumerate(parts, start=1)
    ]
    fees = [
        {
            "id": "fee_ban",
            "name": {"vi": "Phí bản sao"},
            "unit_minor": 8_000,
            "quantity_field": "fld_q10",
        }
    ]
    result = {
        "name": {"vi": "Giấy xác nhận"},
        "title": {"vi": "GIẤY XÁC NHẬN"},
        "blocks": [{"id": "blk_ten", "kind": "paragraph", "text": {"vi": "Xác nhận {form.q1}."}}],
    }
    return small_document(form={"pages": pages}, fees=fees, result=result)


def _field(number: int, kind: str) -> dict[str, Any]:
    return {
        "id": f"fld_q{number}",
        "key": f"q{number}",
        "type": _OURS.get(kind, kind),
        "label": {"vi": f"Câu hỏi {number}"},
        "required": True,
        "config": _CONFIG.get(kind, {}),
    }


@contextlib.contextmanager
def make_world() -> Iterator[World]:
    """Made by cloning, dropped afterwards."""
    slug = f"{PREFIX}{secrets.token_hex(4)}"
    tenant = create_tenant(
        slug=slug, name="Đo kiểm", short_name="Đo kiểm", kind="province", agency_code="H99"
    )
    try:
        with in_tenant(tenant.schema_name):
            now = timezone.now()
            make_agency(kind="commune", is_reception_point=True)
            version = publish(service_document(), now=now)
            p4 = next(
                each
                for each in catalogue.demo_services("province")
                if each.procedure.code == "2.000635"
            )
            port = settings.MOTCUA_PUBLIC_PORT
            world = World(
                schema=tenant.schema_name,
                host=f"{tenant.primary_host}:{port}",
                version=version,
                real=publish(p4, now=now),
                citizens=[_citizen() for _ in range(CLIENTS)],
                wagtail_path=make_form_page(),
            )
        yield world
    finally:
        remove(tenant)


def remove(tenant: Any) -> None:
    from tenants.models import Domain, Tenant

    Domain.objects.filter(tenant_id=tenant.id).delete()
    Tenant.objects.filter(pk=tenant.id).delete()
    drop_schema(tenant.schema_name)


def remove_leftovers() -> None:
    """Tenants of a run that was killed."""
    from django.db import connection

    from tenants.models import Tenant

    if "tenants_tenant" in connection.introspection.table_names():
        # The tables may be those of an older release: name the columns that are needed.
        for tenant in Tenant.objects.filter(slug__startswith=PREFIX).only("id", "schema_name"):
            remove(tenant)


def _citizen() -> Citizen:
    applicant = make_applicant(sub=str(uuid4()))
    session = SessionStore()
    identity.remember_applicant(session, applicant)
    session.create()
    cookies = (
        f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    )
    return Citizen(applicant, cookies)


def start(version: catalogue.VersionView, citizen: Citizen) -> submissions.DraftView:
    return submissions.start_draft(
        version_id=version.id, applicant=citizen.applicant, now=timezone.now()
    )


def filled_drafts(world: World, count: int) -> list[tuple[UUID, Citizen, str]]:
    """Complete drafts, ready to be sent: one filled in page by page, the others copies of it."""
    made = []
    for citizen in world.citizens:
        draft = _fill(world.version, citizen)
        row = Draft.objects.get(pk=draft.id)
        ids = [uuid4() for _ in range(count // len(world.citizens) + 1)]
        copies = []
        for each in ids:
            copy = Draft.objects.get(pk=row.pk) if not copies else _copied(row)
            copy.pk = each
            copies.append(copy)
        Draft.objects.bulk_create(copies)
        made.append([(each, citizen, draft.digest) for each in ids])
    return [item for group in zip(*made, strict=True) for item in group]


def _copied(row: Draft) -> Draft:
    return Draft(**{f.attname: getattr(row, f.attname) for f in Draft._meta.concrete_fields})


def _fill(version: catalogue.VersionView, citizen: Citizen) -> submissions.DraftView:
    draft, by = start(version, citizen), identity.applicant_actor(citizen.applicant)
    form = version.compiled_form
    for page_id in form.page_ids:
        posted = {
            name: value if isinstance(value, list) else [value]
            for name, value in posted_for(form, page_id).items()
        }
        outcome = submissions.save_page(
            draft_id=draft.id, page_id=page_id, posted=posted, by=by, now=timezone.now()
        )
        assert not outcome.errors, outcome.errors
        draft = outcome.draft
    return draft
