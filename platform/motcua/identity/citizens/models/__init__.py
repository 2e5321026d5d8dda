from motcua.identity.citizens.models.closure import AccountClosure, Untold
from motcua.identity.citizens.models.person import Person
from motcua.identity.citizens.models.phone import AccountPhone, CodePurpose, PhoneCode
from motcua.identity.citizens.models.relying_session import LogoutAddress, RelyingSession

__all__ = [
    "AccountClosure",
    "AccountPhone",
    "CodePurpose",
    "LogoutAddress",
    "Person",
    "PhoneCode",
    "RelyingSession",
    "Untold",
]
