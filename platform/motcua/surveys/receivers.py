from motcua.casework.standing_api import CaseFinished
from motcua.kernel.events import subscribe_later
from motcua.surveys.operations.inviting import invite


def connect() -> None:
    subscribe_later(CaseFinished, "surveys.invite", invite)
