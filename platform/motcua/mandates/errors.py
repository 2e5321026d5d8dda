"""What may go wrong while people act for others."""

from motcua.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class ConsentMissing(NotFound):
    """No such consent of this person, or it has ended."""

    code = "consent_missing"


class CodeWrong(Invalid):
    """Wrong, used, too old, or not for this helper and place: the answer is the same."""

    code = "helper_code_wrong"


class HelpNotCovered(Forbidden):
    """The consent is for another service."""

    code = "help_not_covered"


class ScopeInvalid(Invalid):
    code = "mandate_scope_invalid"


class MandateMissing(NotFound):
    """No such mandate of this person, or it is not open to this act."""

    code = "mandate_missing"


class MandateInvalid(Invalid):
    """``field`` names the input."""

    code = "mandate_invalid"


class MandateOver(Conflict):
    """It ended, ran out or never held here: what was begun by it cannot be sent."""

    code = "mandate_over"


class NotProven(Forbidden):
    """Who acts or lets act in law must be a proven person."""

    code = "mandate_not_proven"


class LastAdmin(Conflict):
    """Somebody must be able to let people in and out."""

    code = "last_admin"
