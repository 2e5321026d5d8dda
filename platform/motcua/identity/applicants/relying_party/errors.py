from motcua.kernel.errors import DomainError, Forbidden, Invalid


class SignInInterrupted(Invalid):
    """The answer belongs to no sign-in that this browser began, or to one long past."""

    code = "sign_in_interrupted"
    status = 400


class SignInDenied(Forbidden):
    """The citizen, or the platform, said no."""

    code = "sign_in_denied"


class TokenRefused(Forbidden):
    """The identity token is not one the platform made for this sign-in."""

    code = "token_refused"


class PlatformUnreachable(DomainError):
    code = "platform_unreachable"
    status = 503
