"""The only door to the catalogue."""

from motcua.catalogue.domain.document import (
    DocumentInvalid,
    ServiceDocument,
    digest,
    document_schema,
    new_document,
    parse_document,
)
from motcua.catalogue.domain.fees import AppliedWaiver, FeeLine, FeeQuote, quote
from motcua.catalogue.errors import (
    ServiceGone,
    ServiceMissing,
    VersionMissing,
)
from motcua.catalogue.events import ServicePublished, ServiceWithdrawn
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.get_service import get_service, get_service_by_slug
from motcua.catalogue.queries.get_version import get_frozen_service, get_version
from motcua.catalogue.queries.list_published import list_published, list_sectors
from motcua.catalogue.queries.views import (
    FrozenService,
    PublishedService,
    ServiceCard,
    ServiceList,
    VersionView,
)

__all__ = [
    "AppliedWaiver",
    "CataloguePermission",
    "DocumentInvalid",
    "FeeLine",
    "FeeQuote",
    "FrozenService",
    "PublishedService",
    "ServiceCard",
    "ServiceDocument",
    "ServiceGone",
    "ServiceList",
    "ServiceMissing",
    "ServicePublished",
    "ServiceWithdrawn",
    "VersionMissing",
    "VersionView",
    "digest",
    "document_schema",
    "get_frozen_service",
    "get_service",
    "get_service_by_slug",
    "get_version",
    "list_published",
    "list_sectors",
    "new_document",
    "parse_document",
    "quote",
]
