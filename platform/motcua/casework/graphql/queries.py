from typing import Any
from uuid import UUID

import graphene
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.graphql.types import CaseListType, CaseType, actor_of
from motcua.casework.queries.cases import list_for_applicant
from motcua.casework.queries.get_case import get_case
from motcua.casework.queries.views import CasePage
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden

MAX_OFFSET = 10_000


class SignInNeeded(Forbidden):
    code = "sign_in_needed"
    status = 401


class CaseworkQuery(graphene.ObjectType):
    my_cases = graphene.Field(
        CaseListType,
        required=True,
        first=graphene.Int(default_value=20),
        offset=graphene.Int(default_value=0),
        open_only=graphene.Boolean(default_value=False),
        description="Hồ sơ của người đang đăng nhập, mới trước. Mỗi lần nhiều nhất 100.",
    )
    my_case = graphene.Field(CaseType, id=graphene.UUID(required=True))

    @staticmethod
    def resolve_my_cases(
        _root: None, info: graphene.ResolveInfo, first: int, offset: int, open_only: bool
    ) -> CasePage:
        return list_for_applicant(
            by=_signed_in(info),
            now=timezone.now(),
            limit=max(1, min(first, 100)),
            offset=max(0, min(offset, MAX_OFFSET)),
            open_only=open_only,
        )

    @staticmethod
    def resolve_my_case(
        _root: None,
        info: graphene.ResolveInfo,
        id: UUID,  # noqa: A002 -- GraphQL's word
    ) -> Any:
        return get_case(id, by=_signed_in(info), now=timezone.now()).row


def _signed_in(info: graphene.ResolveInfo) -> Actor:
    actor = actor_of(info)
    if actor.kind != "applicant":
        raise SignInNeeded(_("Hãy đăng nhập để xem hồ sơ của bạn."))
    return actor
