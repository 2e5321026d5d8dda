"""Shapes of dossiers as their applicants see them; thin over ``casework.api``."""

from typing import Any

import graphene

from motcua.casework.queries.timeline import timeline
from motcua.casework.queries.views import CasePage, CaseRow, TimelineEntry
from motcua.identity.api import applicant_actor, applicant_from_request
from motcua.kernel.actors import ANONYMOUS, Actor


def actor_of(info: graphene.ResolveInfo) -> Actor:
    """The applicant of the request; nobody else reads dossiers here."""
    applicant = applicant_from_request(info.context)
    return applicant_actor(applicant) if applicant else ANONYMOUS


class CaseEventType(graphene.ObjectType):
    class Meta:
        name = "CaseEvent"
        description = "Một việc đã xảy ra với hồ sơ."

    at = graphene.DateTime(required=True)
    action = graphene.String(required=True)
    sentence = graphene.String(required=True)
    note = graphene.String(required=True)


class CaseType(graphene.ObjectType):
    class Meta:
        name = "Case"
        description = "Một hồ sơ của người đang đăng nhập."

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    procedure_code = graphene.String(required=True)
    service_name = graphene.String(required=True, language=graphene.String(default_value="vi"))
    state = graphene.Int(required=True, description="Trạng thái quốc gia, 1 đến 10")
    state_name = graphene.String(required=True)
    step_name = graphene.String(required=True)
    holder = graphene.String(required=True, description="Ai đang giữ hồ sơ")
    submitted_at = graphene.DateTime(required=True)
    received_at = graphene.DateTime()
    due_at = graphene.DateTime()
    due_in_words = graphene.String(required=True)
    is_late = graphene.Boolean(required=True)
    events = graphene.List(
        graphene.NonNull(CaseEventType),
        required=True,
        first=graphene.Int(default_value=50),
        description="Diễn biến, cũ trước; chỉ hỏi được khi xem từng hồ sơ",
    )

    @staticmethod
    def resolve_service_name(row: CaseRow, _info: graphene.ResolveInfo, language: str) -> str:
        return row.service_name.get(language) or row.service_name.get("vi", "")

    @staticmethod
    def resolve_state(row: CaseRow, _info: graphene.ResolveInfo) -> int:
        return int(row.state)

    @staticmethod
    def resolve_state_name(row: CaseRow, _info: graphene.ResolveInfo) -> str:
        return row.state.label

    @staticmethod
    def resolve_step_name(row: CaseRow, _info: graphene.ResolveInfo) -> str:
        return row.holder.step_name

    @staticmethod
    def resolve_holder(row: CaseRow, _info: graphene.ResolveInfo) -> str:
        return row.holder.words

    @staticmethod
    def resolve_due_in_words(row: CaseRow, _info: graphene.ResolveInfo) -> str:
        return row.due.text

    @staticmethod
    def resolve_events(row: CaseRow, info: graphene.ResolveInfo, first: int) -> list[TimelineEntry]:
        return list(timeline(row.id, by=actor_of(info))[: max(0, min(first, 100))])


class CaseInListType(graphene.ObjectType):
    """Without events: a list never asks the database once per row."""

    class Meta:
        name = "CaseSummary"
        description = "Một hồ sơ trong danh sách."

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    service_name = graphene.String(required=True)
    state = graphene.Int(required=True)
    state_name = graphene.String(required=True)
    step_name = graphene.String(required=True)
    holder = graphene.String(required=True)
    due_at = graphene.DateTime()
    due_in_words = graphene.String(required=True)

    resolve_service_name = staticmethod(
        lambda row, info: CaseType.resolve_service_name(row, info, "vi")
    )
    resolve_state = staticmethod(CaseType.resolve_state)
    resolve_state_name = staticmethod(CaseType.resolve_state_name)
    resolve_step_name = staticmethod(CaseType.resolve_step_name)
    resolve_holder = staticmethod(CaseType.resolve_holder)
    resolve_due_in_words = staticmethod(CaseType.resolve_due_in_words)


class CaseListType(graphene.ObjectType):
    class Meta:
        name = "CaseList"
        description = "Một đoạn của danh sách hồ sơ."

    items = graphene.List(graphene.NonNull(CaseInListType), required=True)
    total = graphene.Int(required=True)

    @staticmethod
    def resolve_items(found: CasePage, _info: graphene.ResolveInfo) -> list[Any]:
        return list(found.items)


__all__ = ["CaseListType", "CaseType", "actor_of"]
