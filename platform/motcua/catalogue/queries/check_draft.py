from uuid import UUID

from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.queries.check_service import check_service
from motcua.catalogue.queries.recordings import check_recordings


def check_draft(service_id: UUID, document: ServiceDocument) -> list[Problem]:
    """Everything publishing asks: the document's own problems, then what recordings say."""
    return check_service(document, publishes=True) + check_recordings(service_id, document)
