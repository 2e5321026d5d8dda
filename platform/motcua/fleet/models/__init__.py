from motcua.fleet.models.announcement import Announcement, Audience, Level
from motcua.fleet.models.figures import DayFigures, Pulse
from motcua.fleet.models.flag import FlagSetting
from motcua.fleet.models.job import Job, JobState
from motcua.fleet.models.signup import Signup, SignupState
from motcua.fleet.models.support_access import SupportAccess, SupportScope, SupportState

__all__ = [
    "Announcement",
    "Audience",
    "DayFigures",
    "FlagSetting",
    "Job",
    "JobState",
    "Level",
    "Pulse",
    "Signup",
    "SignupState",
    "SupportAccess",
    "SupportScope",
    "SupportState",
]
