from motcua.identity.applicants.models.applicant import Applicant

__all__ = ["Applicant"]
