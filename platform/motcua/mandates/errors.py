"""What may go wrong while people act for others."""

from motcua.kernel.errors import Forbidden, Invalid, NotFound


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
