from motcua.estore.models.paper_mark import PaperMark
from motcua.estore.models.store_choice import StoreChoice

__all__ = ["PaperMark", "StoreChoice"]
