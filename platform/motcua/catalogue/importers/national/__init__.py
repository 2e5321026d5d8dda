"""National procedure records (thủ tục hành chính) become draft services."""

from motcua.catalogue.importers.national.importer import NationalRecord

__all__ = ["NationalRecord"]
