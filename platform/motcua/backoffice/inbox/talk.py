"""What people say around a dossier: notes, letters, who follows it, with whom it is shared."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.casework import api as casework
from motcua.casework.api import CaseView, Permission, TimelineEntry
from motcua.identity.api import ROLES, StaffView, list_staff
from motcua.kernel.actors import Actor

_WORK: Final = frozenset(
    {
        Permission.RECEIVE,
        Permission.APPRAISE,
        Permission.APPROVE,
        Permission.ISSUE,
        Permission.RETURN_RESULT,
    }
)
# What the timeline may be narrowed down to, by the beginnings of its acts' keys.
KINDS: Final = (
    ("", _("Tất cả"), ()),
    (
        "viec",
        _("Việc và quyết định"),
        (
            "case.received",
            "case.refused",
            "case.decided",
            "case.claimed",
            "case.released",
            "case.assigned",
            "case.delegated",
            "case.handed_on",
            "case.step_timed_out",
        ),
    ),
    (
        "cong-dan",
        _("Người nộp"),
        (
            "case.opened",
            "case.supplement",
            "case.citizen_answered",
            "case.content_corrected",
            "case.letter",
            "case.withdrawn",
            "case.fee_paid",
        ),
    ),
    (
        "thoi-han",
        _("Thời hạn"),
        ("case.extended", "case.paused", "case.resumed", "case.stopped"),
    ),
    ("trao-doi", _("Trao đổi"), ("case.noted", "case.letter", "case.shared", "case.unshared")),
)


def talk_context(case: CaseView, by: Actor, *, kind: str = "") -> dict[str, Any]:
    writes = bool(by.permissions & _WORK)
    return {
        "notes": casework.notes_of(case.id, by=by),
        "letters": casework.letters_of(case.id, by=by),
        "shares": casework.shares_of(case.id),
        "is_watched": casework.is_watched(case.id, by=by),
        "may_write_letters": writes and case.applicant_id is not None,
        "colleagues": _colleagues(by),
        "kinds": KINDS,
        "kind": kind,
        "presence_url": reverse("office:presence", args=[case.id]),
    }


def narrowed(history: tuple[TimelineEntry, ...], kind: str) -> list[TimelineEntry]:
    """The timeline, newest first, of one kind of act."""
    wanted: tuple[str, ...] = next((keys for key, _label, keys in KINDS if key == kind), ())
    found = [each for each in history if not wanted or each.action.startswith(wanted)]
    return list(reversed(found))


def _colleagues(by: Actor) -> list[tuple[str, str]]:
    return [
        (str(each.id), f"{each.full_name} ({each.title})" if each.title else each.full_name)
        for each in list_staff()
        if each.id != by.id and reads_dossiers(each)
    ]


def reads_dossiers(person: StaffView) -> bool:
    return any(Permission.READ in ROLES[key].permissions for key in person.roles if key in ROLES)
