"""Finished drafts with signed-in owners; run by ``tests.functional.inside``.

The clients of the test only have to send them, so that all of its time goes into submissions.
"""

from importlib import import_module
from typing import Any

SLUGS = {"lam-dong": "cap-ban-sao-trich-luc-ho-tich", "bqp": "dang-ky-nghia-vu-quan-su-lan-dau"}


def main(*, count: int) -> list[dict[str, str]]:
    from tenants.api import find_tenant, in_tenant

    made = []
    for slug, service in SLUGS.items():
        with in_tenant(find_tenant(slug=slug).schema_name):
            made += [{"tenant": slug, **each} for each in _drafts(service, count // len(SLUGS))]
    return made


def _drafts(service_slug: str, count: int) -> list[dict[str, str]]:
    """One is filled in page by page; the others are copies of it."""
    from django.utils import timezone

    from motcua.catalogue.api import get_service_by_slug
    from motcua.config.demo.answers import Inventor
    from motcua.identity import api as identity
    from motcua.kernel.ids import new_id
    from motcua.submissions import api as submissions
    from motcua.submissions.models import Draft

    now = timezone.now()
    inventor = Inventor(7, {"fld_nyc_quan_he": "ban_than"})
    applicant = identity.upsert_applicant(inventor.claims(str(new_id()), level=1))
    version = get_service_by_slug(service_slug).version
    draft = submissions.start_draft(version_id=version.id, applicant=applicant, now=now)
    by, page_id = identity.applicant_actor(applicant), draft.page_id
    while page_id is not None:
        outcome = submissions.save_page(
            draft_id=draft.id,
            page_id=page_id,
            posted=inventor.page(version.compiled_form, page_id),
            files={},
            by=by,
            now=now,
        )
        if outcome.errors:
            raise SystemExit(f"{service_slug} {page_id}: {outcome.errors[0]}")
        page_id = outcome.next_page
    row = Draft.objects.get(pk=draft.id)
    session = _session(applicant.id)
    found = []
    for _ in range(count):
        row.pk = new_id()
        row.save(force_insert=True)
        found.append({"draft": str(row.pk), "session": session})
    return found


def _session(applicant_id: Any) -> str:
    from django.conf import settings

    from motcua.identity.applicants.queries.applicants import SESSION_KEY

    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(applicant_id)
    store.create()
    store.save()
    return str(store.session_key)
