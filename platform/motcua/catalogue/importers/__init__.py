"""Importers: one format each, behind one registry."""

from motcua.catalogue.importers.base import (
    Imported,
    Importer,
    ImportRefused,
    Note,
    Source,
    importers,
)
from motcua.catalogue.importers.formio import FormIo
from motcua.catalogue.importers.json_schema import JsonSchemaForm
from motcua.catalogue.importers.national import NationalRecord
from motcua.catalogue.importers.own import OwnDocument, export_document
from motcua.catalogue.importers.xlsform import XlsForm

for _importer in (NationalRecord, XlsForm, FormIo, JsonSchemaForm, OwnDocument):
    importers.register(_importer())

__all__ = [
    "ImportRefused",
    "Imported",
    "Importer",
    "Note",
    "Source",
    "export_document",
    "importers",
]
