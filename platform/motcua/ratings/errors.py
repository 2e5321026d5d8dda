from motcua.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class AlreadyRated(Conflict):
    code = "already_rated"


class NotRateable(Forbidden):
    """Not finished yet, or finished too long ago, or withdrawn by the citizen."""

    code = "not_rateable"


class RatingInvalid(Invalid):
    code = "rating_invalid"


class RatingMissing(NotFound):
    code = "rating_missing"
