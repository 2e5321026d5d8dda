from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound


class RequestInvalid(Invalid):
    code = "data_request_invalid"


class RequestMissing(NotFound):
    """Another's request and one that is not there answer the same."""

    code = "data_request_missing"


class RequestMoved(Conflict):
    """Its state changed meanwhile, or it is not in a state for this deed."""

    code = "data_request_moved"


class RequestWaiting(Conflict):
    """One of the same kind is not finished yet."""

    code = "data_request_waiting"


class IdentityUnproven(Forbidden):
    """Requests about data are taken from proven people only (level 2)."""

    code = "identity_unproven"


class CopyGone(Gone):
    """The bundle's time is over, or it is not ready."""

    code = "data_copy_gone"


class TermsInvalid(Invalid):
    code = "privacy_terms_invalid"
