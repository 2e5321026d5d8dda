"""Who and what a dossier belongs to: authorisation, units, its group, proposed corrections."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from motcua.casework.models import Case, Mending
from motcua.casework.operations.dossiers import agency_names
from motcua.casework.queries.access import READABLE, may_read_case
from motcua.casework.queries.views import MendingView, RelativeView, UnitsView
from motcua.kernel.actors import Actor
from motcua.submissions.api import RELATIONS

_SHOWN = ("id", "code", "reference", "service_name", "national_state", "due_at", "finished_at")


def authorisation_of(case: Case, *, is_hidden: bool) -> Mapping[str, str]:
    """By what right the submitter acts for the owner, and who helped to fill the form in."""
    parties: Mapping[str, Any] = case.parties or {}
    if is_hidden:
        return {}
    said: Mapping[str, Any] = parties.get("authorisation") or {}
    helper = str((parties.get("helper") or {}).get("name", ""))
    found = {"helper": helper} if helper else {}
    if said:
        relation = RELATIONS.get(str(said.get("relation")), said.get("relation", ""))
        found |= {
            "relation": str(relation),
            "paper": str((said.get("paper") or {}).get("name", "")),
        }
        found |= _basis(said.get("mandate") or {})
    return found


def _basis(mandate: Mapping[str, Any]) -> dict[str, str]:
    """By what the right was known when the dossier was filed."""
    if not mandate:
        return {}
    words = (
        _("Giấy tờ do %(officer)s kiểm tra") % {"officer": mandate.get("checked_by", "")}
        if mandate.get("basis") == "paper"
        else _("Hai bên đồng ý bằng tài khoản định danh")
    )
    day = parse_datetime(str(mandate.get("until") or ""))
    until = timezone.localtime(day).strftime("%d/%m/%Y") if day else ""
    return {"basis": str(words), "until": until}


def units_of(case: Case) -> UnitsView:
    names = agency_names()
    return UnitsView(
        support_point=case.support_point,
        receiving=names.get(case.receiving_agency_id, ""),
        competent=names.get(case.competent_agency_id, ""),
    )


def family_of(case: Case, by: Actor) -> tuple[RelativeView, ...]:
    """One query for a dossier of a group, none for others. Relatives are named to whoever reads
    one of them; opened only by who may read them, too."""
    if case.is_group:
        rows = Case.objects.filter(parent=case).order_by("created_at", "id")
    elif case.parent_id is not None:
        rows = Case.objects.filter(pk=case.parent_id)
    else:
        return ()
    return tuple(_relative(row, by) for row in rows.only(*_SHOWN, *READABLE, "is_group"))


def mendings_of(case: Case) -> tuple[MendingView, ...]:
    rows = Mending.objects.filter(case=case).order_by("-asked_at", "-id")[:50]
    return tuple(
        MendingView(
            id=row.pk,
            field_id=row.field_id,
            label=row.label,
            old=row.old["text"],
            new=row.new["text"],
            reason=row.reason,
            state=row.state,
            asked_at=row.asked_at,
            asked_by_name=row.asked_by_name,
            answered_at=row.answered_at,
            answer_note=row.answer_note,
        )
        for row in rows
    )


def _relative(row: Case, by: Actor) -> RelativeView:
    return RelativeView(
        id=row.pk,
        number=row.code or row.reference,
        service_name=row.service_name,
        state=row.state,
        due_at=row.due_at,
        finished_at=row.finished_at,
        is_parent=row.is_group,
        may_open=may_read_case(by, row),
    )
