from motcua.identity.models.account import Account
from motcua.identity.models.sign_in_lock import SignInLock
from motcua.identity.models.signed_in_session import SessionKind, SignedInSession

__all__ = ["Account", "SessionKind", "SignInLock", "SignedInSession"]
