"""Importers: one format each, behind one registry."""

from motcua.catalogue.importers.base import (
    Imported,
    Importer,
    ImportRefused,
    Note,
    Source,
    importers,
)
from motcua.catalogue.importers.national import NationalRecord

for _importer in (NationalRecord,):
    importers.register(_importer())

__all__ = ["ImportRefused", "Imported", "Importer", "Note", "Source", "importers"]
