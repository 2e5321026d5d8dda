from motcua.fleet.models.job import Job, JobState
from motcua.fleet.models.signup import Signup, SignupState

__all__ = ["Job", "JobState", "Signup", "SignupState"]
