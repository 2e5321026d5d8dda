"""The root of the GraphQL schema: it only composes what the apps offer."""

import graphene


class Query(graphene.ObjectType):
    version = graphene.String(required=True, description="Phiên bản của giao diện này")

    @staticmethod
    def resolve_version(_root: None, _info: graphene.ResolveInfo) -> str:
        return "1"


schema = graphene.Schema(query=Query, auto_camelcase=True)
