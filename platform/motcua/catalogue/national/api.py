"""The door to the catalogue of all agencies."""

from motcua.catalogue.national.finding import NationalHits, NationalService, find_nationally
from motcua.catalogue.national.indexing import forget_tenants, index_tenant

__all__ = [
    "NationalHits",
    "NationalService",
    "find_nationally",
    "forget_tenants",
    "index_tenant",
]
