from typing import Final
from uuid import UUID

from django.utils.translation import get_language

from motcua.catalogue.domain.sheet import AnswerSheet, build_sheet
from motcua.catalogue.models import ServiceVersion
from motcua.catalogue.queries.get_version import get_frozen_service

MAX_VERSIONS: Final = 200


def get_sheet(service_id: UUID) -> tuple[AnswerSheet, tuple[UUID, ...]]:
    """Columns of everything that was ever published of a service, and the versions read.

    One query when the process has met the versions. More than 200 versions: the newest 200.

    For callers that have checked the reader; columns hold no answers.
    """
    rows = ServiceVersion.objects.filter(service_id=service_id).order_by("-number")
    found = list(rows.values_list("number", "id")[:MAX_VERSIONS])
    versions = [(number, get_frozen_service(version).document) for number, version in found[::-1]]
    sheet = build_sheet(versions, language=get_language() or "vi")
    return sheet, tuple(version for _number, version in found)
