"""The door to where dossiers for a service are filed."""

from motcua.catalogue.domain.intake import OWN_FORM, Intake
from motcua.catalogue.operations.intake import (
    NoProcedureCode,
    set_default_intake,
    set_intake,
)
from motcua.catalogue.operations.publication import ReasonNeeded
from motcua.catalogue.queries.intake import (
    IntakeRow,
    default_intake,
    filing_url,
    get_intake,
    intake_of_service,
    list_intakes,
    national_url,
)

__all__ = [
    "OWN_FORM",
    "Intake",
    "IntakeRow",
    "NoProcedureCode",
    "ReasonNeeded",
    "default_intake",
    "filing_url",
    "get_intake",
    "intake_of_service",
    "list_intakes",
    "national_url",
    "set_default_intake",
    "set_intake",
]
