"""The signed-in applicant's own dossiers over GraphQL."""

from motcua.casework.graphql.queries import CaseworkQuery

__all__ = ["CaseworkQuery"]
