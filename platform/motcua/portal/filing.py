"""Whether, and where, a new dossier for a service begins."""

from dataclasses import dataclass
from typing import Literal

from motcua.catalogue.api import PublishedService
from motcua.catalogue.intake_api import Intake, national_url
from tenants.api import accepts_new

Place = Literal["here", "national", "closed"]


@dataclass(frozen=True, slots=True)
class Filing:
    """``national``: at the national portal, under ``url``. ``closed``: the agency takes nothing
    new for now."""

    place: Place
    code: str
    url: str = ""


def filing_of(service: PublishedService) -> Filing:
    code = service.version.document.procedure.code
    if service.intake is Intake.BACK_OFFICE:
        return Filing("national", code, national_url(code))
    return Filing("here" if accepts_new() else "closed", code)
