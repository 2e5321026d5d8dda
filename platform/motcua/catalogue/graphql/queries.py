from uuid import UUID

import graphene

from motcua.catalogue.graphql.types import ServiceListType, ServiceType, ServiceVersionType
from motcua.catalogue.queries.get_service import get_service_by_slug
from motcua.catalogue.queries.get_version import get_version
from motcua.catalogue.queries.list_published import list_published
from motcua.catalogue.queries.views import PublishedService, ServiceList, VersionView

MAX_QUERY = 200
MAX_OFFSET = 100_000


class CatalogueQuery(graphene.ObjectType):
    services = graphene.Field(
        ServiceListType,
        required=True,
        query=graphene.String(default_value=""),
        first=graphene.Int(default_value=20),
        offset=graphene.Int(default_value=0),
        description="Dịch vụ đang cung cấp; tìm không cần dấu. Mỗi lần nhiều nhất 100.",
    )
    service = graphene.Field(ServiceType, slug=graphene.String(required=True))
    service_version = graphene.Field(ServiceVersionType, id=graphene.UUID(required=True))

    @staticmethod
    def resolve_services(
        _root: None, _info: graphene.ResolveInfo, query: str, first: int, offset: int
    ) -> ServiceList:
        return list_published(
            query[:MAX_QUERY].replace("\x00", ""),
            limit=min(first, 100),
            offset=min(offset, MAX_OFFSET),
        )

    @staticmethod
    def resolve_service(_root: None, _info: graphene.ResolveInfo, slug: str) -> PublishedService:
        return get_service_by_slug(slug.replace("\x00", ""))

    @staticmethod
    def resolve_service_version(
        _root: None,
        _info: graphene.ResolveInfo,
        id: UUID,  # noqa: A002 -- GraphQL's word
    ) -> VersionView:
        return get_version(id)
