"""Words about a dossier: notes among staff, letters between the office and the applicant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMoved, CaseNotYours, WordsMissing
from motcua.casework.models import Case, CaseLetter, CaseNote
from motcua.casework.operations.colleagues import colleague, may_colleague_read, tell_colleague
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case, require_own_case
from motcua.identity.api import StaffMissing, get_staff
from motcua.kernel.actors import Actor
from motcua.kernel.errors import TooMany

LONGEST: Final = 4_000
MOST_MENTIONS: Final = 10
MOST_UNREAD: Final = 20
"""Letters of a citizen that nobody has read yet; more help nobody."""


class LettersUnread(TooMany):
    code = "letters_unread"


def write_note(
    *, case_id: UUID, body: str, by: Actor, now: datetime, mentions: Sequence[UUID] = ()
) -> None:
    """A note the citizen never sees. Colleagues named in it are told; who may not read the dossier
    cannot be named: it has to be shared with them first.

    Raises ``CaseMissing``, ``CaseNotYours``, ``WordsMissing``.
    """
    by.require(Permission.READ)
    words = _words(body)
    with transaction.atomic():
        case = lock_case(case_id)
        _require_staff(by, case)
        named = [colleague(each, field="mentions") for each in dict.fromkeys(mentions)]
        for person in named[:MOST_MENTIONS]:
            if not may_colleague_read(person, case):
                raise CaseNotYours(
                    _("%(name)s chưa được xem hồ sơ này. Hãy chia sẻ hồ sơ trước.")
                    % {"name": person.full_name},
                    field="mentions",
                )
        note = CaseNote.objects.create(
            case=case,
            body=words,
            mentions=[each.id for each in named[:MOST_MENTIONS]],
            mention_names=[each.full_name for each in named[:MOST_MENTIONS]],
            by_id=by.id,
            by_name=by.name[:200],
            at=now,
        )
        for person in named[:MOST_MENTIONS]:
            key = f"case:{case.pk}:note:{note.pk}:{person.id}"
            tell_colleague(case, person, notice="case_mention", by=by, key=key, now=now)
        close_act(case, action="case.noted", by=by, now=now)


def write_to_citizen(*, case_id: UUID, body: str, by: Actor, now: datetime) -> None:
    """The citizen gets a notice with the way to it; the words stay in the dossier."""
    by.require(Permission.READ)
    words = _words(body)
    with transaction.atomic():
        case = lock_case(case_id)
        _require_staff(by, case)
        if not by.permissions & _WORK:
            raise CaseNotYours(_("Chỉ người giải quyết hồ sơ mới nhắn cho người nộp."))
        if case.applicant_id is None:
            raise CaseMoved(_("Hồ sơ này không có tài khoản của người nộp để nhắn tin."))
        letter = _write(case, words, is_from_office=True, by=by, now=now)
        tell_citizen(case, occasion="letter", key=f"letter:{letter.pk}", now=now)
        close_act(case, action="case.letter_sent", by=by, now=now)


def write_to_office(*, case_id: UUID, body: str, by: Actor, now: datetime) -> None:
    """Who holds the dossier is told. Raises ``LettersUnread`` when enough is waiting already."""
    words = _words(body)
    with transaction.atomic():
        case = lock_case(case_id)
        require_own_case(by, case)
        unread = CaseLetter.objects.filter(case=case, is_from_office=False, read_at=None)
        if unread.count() >= MOST_UNREAD:
            raise LettersUnread(_("Cơ quan chưa đọc hết các tin nhắn trước. Vui lòng chờ trả lời."))
        letter = _write(case, words, is_from_office=False, by=by, now=now)
        _tell_holder(case, letter, by=by, now=now)
        close_act(case, action="case.letter_received", by=by, now=now)


def read_letters(*, case_id: UUID, by: Actor, now: datetime) -> int:
    """Mark what the other side wrote as read; the caller has shown it. Returns how many."""
    from_office = by.kind == "applicant"
    unread = CaseLetter.objects.filter(case=case_id, is_from_office=from_office, read_at=None)
    return unread.update(read_at=now, read_by_name="" if from_office else by.name[:200])


_WORK: Final = frozenset(
    {
        Permission.RECEIVE,
        Permission.APPRAISE,
        Permission.APPROVE,
        Permission.ISSUE,
        Permission.RETURN_RESULT,
    }
)


def _write(case: Case, words: str, *, is_from_office: bool, by: Actor, now: datetime) -> CaseLetter:
    return CaseLetter.objects.create(
        case=case,
        is_from_office=is_from_office,
        body=words,
        by_id=by.id,
        by_name=by.name[:200],
        at=now,
    )


def _tell_holder(case: Case, letter: CaseLetter, *, by: Actor, now: datetime) -> None:
    """Nobody in person holds it: the list shows the letter to everybody who could."""
    if case.holder_assignee_id is None or case.holder_assignee_id == case.applicant_id:
        return
    try:
        person = get_staff(case.holder_assignee_id)
    except StaffMissing:
        return
    key = f"case:{case.pk}:letter:{letter.pk}"
    tell_colleague(case, person, notice="case_letter", by=by, key=key, now=now)


def _require_staff(by: Actor, case: Case) -> None:
    require_case(by, case)
    if by.kind != "staff":
        raise CaseNotYours(_("Việc này chỉ cán bộ làm được."))


def _words(body: str) -> str:
    cleaned = body.replace("\x00", "").strip()
    if not cleaned:
        raise WordsMissing(_("Hãy viết nội dung."), field="body")
    if len(cleaned) > LONGEST:
        raise WordsMissing(_("Nội dung dài quá %(most)d ký tự.") % {"most": LONGEST}, field="body")
    return cleaned
