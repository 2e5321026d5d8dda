"""An agency opens a portal by itself, leaves with everything, and comes back; neighbours sleep on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg
import requests
from django.utils import timezone

from infra.dev import child
from infra.dev.places import ROOT
from motcua.fleet.api import ask_job, get_job, list_jobs
from motcua.identity.applicants.models import Applicant
from motcua.submissions.models import Draft
from tenants.api import TenantView, create_tenant, find_tenant, in_tenant
from tenants.operations.backup_tenant import backup_tenant
from tenants.operations.restore_tenant import restore_tenant
from tenants.operations.roundtrip_drill import roundtrip_drill
from tenants.postgres_programs import connection_settings
from tenants.queries.digests import file_digests, sequence_values, table_digests
from tenants.registry import file_stores
from tests.saas import life_faults, server
from tests.security.planted import plant

_HOME_HOST = "motcua.localhost"
_PATIENCE = 120.0


def run() -> dict[str, object]:
    """``signup_seconds``: from the code in the mail to a home page over HTTP that names the agency,
    with the web server and the owner's process as they are installed. ``signup_split``: wall
    clock and processor of each part within the owner's process."""
    mark = token_hex(3)
    with server.web(), _owner():
        seconds, split = _sign_up(mark)
    office = _agency(f"ra-di-{mark}", "H97")
    neighbour = _agency(f"o-lai-{mark}", "H96")
    drill = roundtrip_drill(slug=office.slug, now=datetime.now(UTC))
    if not drill.equal or not drill.files:
        raise AssertionError(f"the round trip compared nothing: {drill}")
    compared = _restore_beside(office, [neighbour, find_tenant(slug=f"tu-mo-{mark}")])
    return {
        "signup_seconds": round(seconds, 2),
        "signup_split": split,
        "roundtrip_equal": drill.equal,
        "roundtrip_rows": drill.rows,
        "neighbours_untouched": True,
        "neighbours_compared": compared,
        "life_fault_cases": life_faults.run(office),
    }


def _sign_up(mark: str) -> tuple[float, dict[str, list[float]]]:
    """As a person with a browser and a mailbox would."""
    browser, home = _Browser(), server.platform()
    slug = f"tu-mo-{mark}"
    form = {
        "name": "Ủy ban nhân dân phường Tự Mở", "short_name": "Phường Tự Mở", "slug": slug,
        "kind": "commune", "agency_code": "H99.01", "contact_name": "Nguyễn Thị Thử",
        "contact_title": "Chánh Văn phòng", "email": f"{slug}@example.vn", "phone": "0263 300",
        "authority": "Quyết định 12/QĐ-UBND ngày 05/6/2026", "plan": "trial",
    }  # fmt: skip
    browser.post(f"{home}/mo-cong/", form)
    code = _code_in_mail(form["email"])
    began = time.perf_counter()
    browser.post(f"{home}/mo-cong/tien-do/", {"code": code})
    while True:
        page = requests.get(
            f"http://127.0.0.1:{server.port()}/",
            headers={"Host": f"{slug}.{_HOME_HOST}:{server.port()}"},
            timeout=30,
        )
        if page.status_code == requests.codes.ok and "Phường Tự Mở" in page.text:
            break
        if time.perf_counter() - began > _PATIENCE:
            jobs = [(each.kind, each.state, each.error) for each in list_jobs()]
            raise AssertionError(f"no portal: {page.status_code}, {jobs}\n{_told()}")
        time.sleep(0.1)
    seconds = time.perf_counter() - began
    while not (job := next(each for each in list_jobs() if each.result.get("slug") == slug)):
        time.sleep(0.1)
    split: dict[str, list[float]] = job.result["seconds"]
    return seconds, split


class _Browser:
    """Keeps cookies and sends the form's token back, as a browser does."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._session.headers["Host"] = f"{_HOME_HOST}:{server.port()}"

    def post(self, address: str, form: dict[str, str]) -> None:
        local = address.replace(f"{_HOME_HOST}:", "127.0.0.1:")
        page = self._session.get(local, timeout=60)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        if token is None:
            raise AssertionError(f"no form at {address}: {page.status_code}")
        cookies = "; ".join(f"{each.name}={each.value}" for each in self._session.cookies)
        answer = self._session.post(
            local,
            data={**form, "csrfmiddlewaretoken": token[1]},
            headers={"Referer": address, "Cookie": cookies},
            allow_redirects=False,
            timeout=60,
        )
        if answer.status_code not in (302, 303):
            raise AssertionError(f"{address} answered {answer.status_code}")


def _code_in_mail(address: str) -> str:
    """From the mailbox of the installation, where every letter is a file."""
    folder = Path(os.environ["MOTCUA_VAR"]) / "mail"
    for file in sorted(folder.glob("*"), key=lambda path: -path.stat().st_mtime):
        text = file.read_text(errors="replace")
        if address in text:
            from email import message_from_string
            from email.header import decode_header, make_header

            subject = str(make_header(decode_header(message_from_string(text)["Subject"])))
            return re.findall(r"\d{6}", subject)[-1]
    raise AssertionError("no letter with a code")


def _told() -> str:
    """The end of the owner's log."""
    return (Path(os.environ["MOTCUA_VAR"]) / "log" / "owner.log").read_text()[-3000:]


@contextmanager
def _owner() -> Iterator[None]:
    """``motcua run_owner_jobs``, as it is installed; it has ended when this is left."""
    log = Path(os.environ["MOTCUA_VAR"]) / "log" / "owner.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*(sys.executable, "-S", "-E", child.__file__, str(os.getpid())),
             sys.executable, "platform/manage.py", "run_owner_jobs"],
            cwd=ROOT, env=os.environ, stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _wait_until_it_works()
            yield
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_it_works() -> None:
    """It has ended a job: one about an agency that there is not."""
    job = ask_job(kind="tenant.reopen", asked_by="proof", now=timezone.now(), tenant_id=uuid4())
    until = time.monotonic() + _PATIENCE
    while get_job(job).is_open:
        if time.monotonic() > until:
            raise AssertionError(f"the owner's process does nothing:\n{_told()}")
        time.sleep(0.2)


def _agency(slug: str, code: str) -> TenantView:
    """With two dossiers, their files, papers and audit."""
    tenant = create_tenant(
        slug=slug, name=f"Cơ quan {slug}", short_name=slug, kind="province", agency_code=code
    )
    plant(tenant, word=f"Chim{code}")
    return tenant


def _restore_beside(office: TenantView, neighbours: list[TenantView]) -> int:
    """Harm done to one tenant is undone from its archive; how many others were compared."""
    with TemporaryDirectory() as folder:
        own = _state(office)
        archive = backup_tenant(slug=office.slug, folder=Path(folder), now=datetime.now(UTC))
        before = [_state(each) for each in neighbours]
        with in_tenant(office.schema_name):
            Draft.objects.all().delete()
            Applicant.objects.update(full_name="Ai Đó Khác")
        if _state(office) == own:
            raise AssertionError("nothing was harmed")
        restore_tenant(archive=archive, drop_old=True)
    if _state(office) != own:
        raise AssertionError("the restored agency differs from its archive")
    for each, state in zip(neighbours, before, strict=True):
        if _state(each) != state:
            raise AssertionError(f"{each.slug} was touched")
    return len(neighbours)


def _state(tenant: TenantView) -> tuple[Any, ...]:
    """Rows, counters and files: everything a neighbour could notice."""
    with psycopg.connect(**connection_settings()) as database:
        rows = table_digests(database, tenant.schema_name)
        counters = sequence_values(database, tenant.schema_name)
    with in_tenant(tenant.schema_name):
        files = {store.key: file_digests(store.storage()) for store in file_stores}
    return rows, counters, files
