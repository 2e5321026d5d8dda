"""The door to importing, for the staff site and the console program."""

from motcua.catalogue.importers.base import ImportRefused, Source, importers
from motcua.catalogue.importers.batches import (
    BatchRefused,
    BatchView,
    get_batch,
    recent_imports,
    start_batch,
)
from motcua.catalogue.importers.operation import FileReport, import_file
from motcua.catalogue.importers.own import export_document

__all__ = [
    "BatchRefused",
    "BatchView",
    "FileReport",
    "ImportRefused",
    "Source",
    "export_document",
    "get_batch",
    "import_file",
    "importers",
    "recent_imports",
    "start_batch",
]
