"""The root of the GraphQL schema: it only composes what the apps offer."""

import graphene

from motcua.casework.graphql import CaseworkQuery
from motcua.catalogue.graphql import CatalogueQuery


class Query(CaseworkQuery, CatalogueQuery):
    """Giao diện đọc của cổng dịch vụ công."""


schema = graphene.Schema(query=Query, auto_camelcase=True)
