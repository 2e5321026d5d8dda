from motcua.mandates.models.consent import EndedBy, HelperConsent, HelperDeed
from motcua.mandates.models.mandate import (
    Basis,
    Kind,
    Mandate,
    MandateUse,
    Organisation,
    Relation,
    Side,
    State,
)

__all__ = [
    "Basis",
    "EndedBy",
    "HelperConsent",
    "HelperDeed",
    "Kind",
    "Mandate",
    "MandateUse",
    "Organisation",
    "Relation",
    "Side",
    "State",
]
