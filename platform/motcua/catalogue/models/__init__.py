from motcua.catalogue.models.operation_log import OperationLog, OperationState
from motcua.catalogue.models.public_service import PublicService, ServiceStatus
from motcua.catalogue.models.publication_request import PublicationRequest, RequestState
from motcua.catalogue.models.service_version import ServiceVersion, VersionWithdrawal

__all__ = [
    "OperationLog",
    "OperationState",
    "PublicService",
    "PublicationRequest",
    "RequestState",
    "ServiceStatus",
    "ServiceVersion",
    "VersionWithdrawal",
]
