"""Records become drafts that open in the designer; golden forms come in; recordings hold.

The records are the golden ones, or those of ``MOTCUA_RECORDS`` (files or folders, joined by the
system's path separator). With ``MOTCUA_PROOF_FILE`` the figures are written there as JSON, which
is how ``make prove-forms`` gets them.
"""

import json
import os
import time
from collections import Counter
from pathlib import Path

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.importers.api import Source, import_file, importers
from motcua.identity.models import Account
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).resolve().parents[2] / "golden"
MOST_OPENED = 400
"""So many drafts are opened over HTTP; of more, every so many-th."""


def records():
    places = os.environ.get("MOTCUA_RECORDS") or str(GOLDEN / "imports" / "national")
    for text in places.split(os.pathsep):
        place = Path(text)
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*.txt") if path.is_file())
        else:
            yield place


def keep(**figures):
    place = os.environ.get("MOTCUA_PROOF_FILE")
    if not place:
        return
    path = Path(place)
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps(known | figures, ensure_ascii=False), encoding="utf-8")


def bring(kind, path, now):
    source = Source(path.name, path.read_bytes())
    return import_file(kind=kind, source=source, by=SYSTEM, now=now)


@pytest.fixture
def designer(province, tenant_client):
    with in_tenant(province.schema_name):
        person = make_staff("builder")
        client = tenant_client("lam-dong")
        client.force_login(
            Account.objects.get(pk=person.id), "motcua.identity.backends.StaffBackend"
        )
    return client


def test_every_record_becomes_a_draft_that_opens(designer, province, now):
    errors, missing = Counter(), Counter()
    paths = list(records())
    began = time.monotonic()
    with in_tenant(province.schema_name):
        reports = [bring("national", path, now) for path in paths]
    seconds = time.monotonic() - began
    valid = 0
    for report in reports:
        if report.is_refused:
            errors[report.reason] += 1
            continue
        codes = {note["code"] for note in report.account["missing"]}
        missing.update(codes)
        valid += not codes
    made = list(dict.fromkeys(report.service_id for report in reports if report.service_id))
    opened = 0
    for service_id in made[:: max(1, len(made) // MOST_OPENED)]:
        answer = designer.get(f"/quan-tri/dich-vu/{service_id}/ban-nhap/")
        page = designer.get(f"/quan-tri/dich-vu/{service_id}/")
        if answer.status_code == page.status_code == 200 and answer.json()["document"]:
            opened += 1
        else:
            errors["not_opened"] += 1
    keep(
        records_read=len(paths),
        records_drafted=sum(not report.is_refused for report in reports) - errors["not_opened"],
        records_valid=valid,
        records_opened_in_designer=opened,
        record_errors=dict(errors),
        records_name_missing=dict(missing),
        records_to_decide=sum(len(report.account["to_decide"]) for report in reports),
        records_not_carried_over=sum(len(report.account["not_carried_over"]) for report in reports),
        records_per_second=round(len(paths) / seconds, 1) if paths else 0,
    )
    assert errors == {}


def test_golden_forms_of_every_format_come_in(province, now):
    imported, lost, refused = Counter(), Counter(), []
    with in_tenant(province.schema_name):
        for kind in importers.keys():  # noqa: SIM118
            folder = GOLDEN / "imports" / kind
            for path in sorted(folder.iterdir()):
                if path.suffix not in importers.get(kind).suffixes:
                    continue
                report = bring(kind, path, now)
                if report.is_refused:
                    refused.append(f"{path.name}: {report.reason}")
                    continue
                imported[kind] += 1
                lost[kind] += len(report.account["not_carried_over"])
                draft = catalogue.get_draft(report.service_id, by=SYSTEM)
                assert draft.document.form.pages
    keep(forms_imported=dict(imported), forms_not_carried_over=dict(lost), forms_refused=refused)
    assert refused == []
    assert set(imported) == set(importers.keys())


def test_golden_recordings_replay_as_recorded(now):
    documents = {
        document.procedure.code: document
        for kind in ("province", "ministry")
        for document in catalogue.demo_services(kind)
    }
    report = catalogue.replay_folder(GOLDEN / "recordings", documents)
    keep(recordings_replayed=report.replayed, recordings_changed=list(report.changed))
    assert report.changed == ()
