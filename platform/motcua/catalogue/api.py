"""The only door to the catalogue."""

from motcua.catalogue.domain.clock import Clock, Term
from motcua.catalogue.domain.components import Requirement
from motcua.catalogue.domain.document import (
    DocumentInvalid,
    ServiceDocument,
    digest,
    document_schema,
    new_document,
    parse_document,
)
from motcua.catalogue.domain.fees import AppliedWaiver, CompiledFees, FeeLine, FeeQuote, quote
from motcua.catalogue.domain.notices import Notice
from motcua.catalogue.domain.placeholders import CASE_NAMES, fill
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.domain.process import Outcome, ProcessSection, Step
from motcua.catalogue.domain.result import ResultTemplate
from motcua.catalogue.errors import (
    ServiceGone,
    ServiceMissing,
    VersionMissing,
)
from motcua.catalogue.events import ServicePublished, ServiceWithdrawn
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.check_service import check_service
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
from motcua.catalogue.registry import PublishCheck, publish_checks

__all__ = [
    "CASE_NAMES",
    "AppliedWaiver",
    "CataloguePermission",
    "Clock",
    "CompiledFees",
    "DocumentInvalid",
    "FeeLine",
    "FeeQuote",
    "FrozenService",
    "Notice",
    "Outcome",
    "Problem",
    "ProcessSection",
    "PublishCheck",
    "PublishedService",
    "Requirement",
    "ResultTemplate",
    "ServiceCard",
    "ServiceDocument",
    "ServiceGone",
    "ServiceList",
    "ServiceMissing",
    "ServicePublished",
    "ServiceWithdrawn",
    "Step",
    "Term",
    "VersionMissing",
    "VersionView",
    "check_service",
    "digest",
    "document_schema",
    "fill",
    "get_frozen_service",
    "get_service",
    "get_service_by_slug",
    "get_version",
    "list_published",
    "list_sectors",
    "new_document",
    "parse_document",
    "publish_checks",
    "quote",
]
