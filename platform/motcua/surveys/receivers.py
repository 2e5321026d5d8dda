from motcua.casework.standing_api import CaseFinished
from motcua.identity.leaving import account_parts
from motcua.kernel.events import subscribe_later
from motcua.surveys.leaving import SurveysPart
from motcua.surveys.operations.inviting import invite


def connect() -> None:
    subscribe_later(CaseFinished, "surveys.invite", invite)
    account_parts.register(SurveysPart())
