from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound


class SurveyMissing(NotFound):
    code = "survey_missing"


class SurveyInvalid(Invalid):
    """Settings that do not go together; ``field`` names the one at fault."""

    code = "survey_invalid"


class SurveyMoved(Conflict):
    """It is not in a state for this deed, or no longer."""

    code = "survey_moved"


class SurveyConflict(Conflict):
    """Somebody else, or another window, saved in between."""

    code = "draft_conflict"


class SurveyLocked(Conflict):
    """Waiting for a decision, or published: its questions stand."""

    code = "draft_locked"


class NothingToReplay(Conflict):
    code = "nothing_to_replay"


class SurveyNotPublishable(Invalid):
    """``details["problems"]`` says what is left to mend."""

    code = "not_publishable"


class SamePerson(Forbidden):
    code = "same_person"


class SurveyClosed(Gone):
    """Not open yet, or over."""

    code = "survey_closed"


class NotInvited(Forbidden):
    code = "not_invited"


class AlreadyAnswered(Conflict):
    code = "already_answered"


class AnswersInvalid(Invalid):
    """``details["errors"]`` holds the ``FieldError`` list."""

    code = "answers_invalid"


class ResultsWithheld(Forbidden):
    """Too few answers, or an anonymous survey that still runs."""

    code = "results_withheld"
