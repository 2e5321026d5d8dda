"""What can go wrong with an agency's own sign-in system. Codes are kept as its health."""

from motcua.kernel.errors import Conflict, DomainError, Forbidden, Invalid, NotFound


class ProviderMissing(NotFound):
    """No such provider here, or it is switched off."""

    code = "identity_provider_missing"


class ProviderOptionsInvalid(Invalid):
    code = "identity_provider_options_invalid"


class ProviderUnreachable(DomainError):
    code = "identity_provider_unreachable"
    status = 503


class UpstreamRefused(Forbidden):
    """What came back is not what the provider made for this sign-in."""

    code = "identity_provider_answer_refused"


class UpstreamDenied(Forbidden):
    """The person, or the provider, said no."""

    code = "identity_provider_denied"


class PasswordWrong(Invalid):
    code = "identity_provider_password_wrong"


class NotAdmitted(Forbidden):
    """The provider knows the person; this agency lets them in not, or not yet."""

    code = "identity_provider_not_admitted"


class SignInLost(Invalid):
    """The answer belongs to no sign-in that this browser began, or to one long past."""

    code = "identity_provider_sign_in_lost"
    status = 400


class ProviderNeeded(Conflict):
    """Without it nobody could sign in."""

    code = "identity_provider_needed"
