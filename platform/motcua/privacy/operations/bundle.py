"""Everything the agency keeps of one citizen, as one archive: ``du-lieu.json`` and the files.

Read through the doors the citizen's own pages use, as the citizen: what they may not see (notes of
officers, tracking codes of others) cannot get in.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from formbuilder.api import PresentedPage
from motcua.casework import api as casework
from motcua.casework.standing_api import case_ids_of
from motcua.estore import api as estore
from motcua.files import api as files
from motcua.identity.api import ApplicantView, applicant_actor
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick
from motcua.notifications.api import list_inbox
from motcua.petitions.api import list_own
from motcua.privacy.queries.reads import Wanted, list_reads
from motcua.privacy.queries.requests import list_own_requests
from motcua.submissions import api as submissions
from tenants.api import current_tenant

MOST_BYTES: Final = 1024 * 1024 * 1024
MOST_NOTICES: Final = 500
_IN_MEMORY: Final = 4 * 1024 * 1024
Report = Callable[[int, int], None]


@contextmanager
def write_bundle(
    person: ApplicantView, *, code: str, now: datetime, report: Report
) -> Iterator[IO[bytes]]:
    """The archive, to be read from its start. ``report``: how many dossiers are done, of how many.

    Files beyond a gigabyte, and those no scanner has passed, are named and not included.
    """
    by = applicant_actor(person)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        with zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED) as archive:
            told = _about(person, code, now) | _own(person, by, now)
            told["dossiers"] = _dossiers(archive, person.id, by, now, report)
            text = json.dumps(told, ensure_ascii=False, indent=2, default=str)
            archive.writestr("du-lieu.json", text)
            archive.writestr("doc-truoc.txt", _read_me())
        spool.seek(0)
        yield spool


def _about(person: ApplicantView, code: str, now: datetime) -> dict[str, Any]:
    return {
        "agency": current_tenant().name,
        "request": code,
        "made_at": now,
        "person": {
            "full_name": person.full_name,
            "birth_date": person.birth_date,
            "sex": person.sex,
            "personal_number": person.personal_number,
            "phone": person.phone,
            "email": person.email,
            "address": person.address,
            "assurance": person.assurance,
        },
    }


def _own(person: ApplicantView, by: Actor, now: datetime) -> dict[str, Any]:
    """What is not of one dossier."""
    return {
        "drafts": [_draft(each.id, by) for each in submissions.list_drafts(applicant_id=person.id)],
        "papers": [
            {"title": each.title, "sha256": each.sha256, "expires_on": each.expires_on}
            for each in estore.list_papers(by=by, now=now)
        ],
        "petitions": [
            {"code": each.code, "title": each.title, "text": each.text, "reply": each.reply}
            for each in list_own(applicant_id=person.id, now=now, limit=500)
        ],
        "notices": [
            {"at": each.created_at, "title": each.title, "body": each.body}
            for each in list_inbox(person.id, limit=MOST_NOTICES)
        ],
        "requests": [
            {"code": each.code, "kind": each.kind, "text": each.text, "reply": each.reply}
            for each in list_own_requests(by=by, now=now)
        ],
        "readings": [
            {"at": each.at, "who": each.who, "as": each.office, "what": each.what, "why": each.why,
             "dossier": each.number}
            for each in list_reads(by=by, wanted=Wanted(), now=now, limit=2_000).items
        ],
    }  # fmt: skip


def _draft(draft_id: UUID, by: Actor) -> dict[str, Any]:
    draft = submissions.get_draft(draft_id, by=by)
    return {"id": draft.id, "updated_at": draft.updated_at, "answers": draft.answers}


def _dossiers(
    archive: zipfile.ZipFile, person: UUID, by: Actor, now: datetime, report: Report
) -> list[dict[str, Any]]:
    found, room = [], MOST_BYTES
    ids = case_ids_of(person)
    for done, case_id in enumerate(ids, start=1):
        try:
            case = casework.get_case(case_id, by=by, now=now)
        except casework.CaseErased:
            report(done, len(ids))
            continue
        entry = _dossier(case, by)
        entry["files"], room = _files(archive, case, room)
        found.append(entry)
        report(done, len(ids))
    return found


def _dossier(case: casework.CaseView, by: Actor) -> dict[str, Any]:
    return {
        "number": case.row.number,
        "service": pick(dict(case.row.service_name), "vi"),
        "state": case.row.state.value,
        "submitted_at": case.row.submitted_at,
        "received_at": case.row.received_at,
        "due_at": case.row.due_at,
        "finished_at": case.row.finished_at,
        "owner": case.owner,
        "answers": list(_answers(case.pages)),
        "history": casework.timeline(case.id, by=by),
        "letters": [
            {"at": each.at, "by": each.by_name, "text": each.body}
            for each in casework.letters_of(case.id, by=by)
        ],
    }


def _answers(pages: Iterable[PresentedPage]) -> Iterator[dict[str, str]]:
    for page in pages:
        for row in page.rows:
            yield {"page": page.title, "question": row.label, "answer": row.value}


def _files(
    archive: zipfile.ZipFile, case: casework.CaseView, room: int
) -> tuple[list[dict[str, Any]], int]:
    """What was sent and the papers made for it, each once, in a folder of the dossier's number."""
    ids = [each.file_id for each in case.files]
    ids += [each.file_id for each in case.papers if each.file_id is not None]
    told, folder = [], files.clean_name(case.row.number)
    stored = files.get_files(ids)
    for number, file in enumerate(
        (stored[each] for each in dict.fromkeys(ids) if each in stored), 1
    ):
        entry: dict[str, Any] = {"name": file.name, "size": file.size, "sha256": file.sha256}
        if file.may_open and file.size <= room:
            entry["path"] = f"tep/{folder}/{number:02d}-{file.name}"
            room -= file.size
            with files.open_file(file.id) as content, archive.open(entry["path"], "w") as target:
                shutil.copyfileobj(content, target)
        told.append(entry)
    return told, room


def _read_me() -> str:
    return _(
        "Bản sao dữ liệu cá nhân mà cơ quan đang giữ về ông/bà.\n\n"
        "du-lieu.json: thông tin, hồ sơ, câu trả lời, lịch sử, ai đã xem. Mở bằng trình duyệt "
        "hoặc phần mềm soạn thảo văn bản.\n"
        "tep: giấy tờ đã nộp và kết quả, xếp theo mã hồ sơ.\n\n"
        "Hãy giữ tệp này cẩn thận: ai có tệp sẽ đọc được mọi thứ bên trong.\n"
    )
