from motcua.identity.applicants.models.applicant import Applicant
from motcua.identity.applicants.models.relying_party import RelyingParty

__all__ = ["Applicant", "RelyingParty"]
