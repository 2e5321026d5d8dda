"""JSON Schemas become forms."""

from motcua.catalogue.importers.json_schema.importer import JsonSchemaForm

__all__ = ["JsonSchemaForm"]
