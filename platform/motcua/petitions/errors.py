from motcua.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class PetitionInvalid(Invalid):
    code = "petition_invalid"


class PetitionMissing(NotFound):
    code = "petition_missing"


class PetitionMoved(Conflict):
    """Its state changed meanwhile, or it is not in a state for this deed."""

    code = "petition_moved"


class PetitionTrackingRefused(Forbidden):
    code = "petition_tracking_refused"
