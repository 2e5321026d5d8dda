"""Published services over GraphQL: public reading, no personal data."""

from motcua.catalogue.graphql.queries import CatalogueQuery

__all__ = ["CatalogueQuery"]
