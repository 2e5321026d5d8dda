from motcua.identity.citizens.models.person import Person

__all__ = ["Person"]
