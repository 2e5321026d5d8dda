from motcua.identity.models.account import Account
from motcua.identity.models.sign_in_lock import SignInLock

__all__ = ["Account", "SignInLock"]
