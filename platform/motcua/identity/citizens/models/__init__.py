from motcua.identity.citizens.models.person import Person
from motcua.identity.citizens.models.relying_session import LogoutAddress, RelyingSession

__all__ = ["LogoutAddress", "Person", "RelyingSession"]
