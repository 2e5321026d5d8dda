from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound


class SignupMissing(NotFound):
    code = "signup_missing"


class CodeWrong(Invalid):
    code = "code_wrong"


class CodeSpent(Gone):
    """Too many wrong tries, or too late."""

    code = "code_spent"


class AuthorityMissing(Invalid):
    code = "authority_missing"


class NotWaiting(Conflict):
    code = "not_waiting"


class JobMissing(NotFound):
    code = "job_missing"


class DeedRefused(Conflict):
    """What was asked for does not fit the state the tenant is in."""

    code = "deed_refused"


class AnnouncementInvalid(Invalid):
    code = "announcement_invalid"


class FlagOff(Conflict):
    """The platform's operator has turned this off for now."""

    code = "flag_off"


class SupportMissing(NotFound):
    code = "support_missing"


class SupportRefused(Forbidden):
    """No consent, no more time, or not within what was agreed to."""

    code = "support_refused"
