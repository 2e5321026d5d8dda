from motcua.petitions.models.petition import Petition

__all__ = ["Petition"]
