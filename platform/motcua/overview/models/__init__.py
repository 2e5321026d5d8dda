from motcua.overview.models.entry import DossierEntry, Wanted

__all__ = ["DossierEntry", "Wanted"]
