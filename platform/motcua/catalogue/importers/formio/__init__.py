"""Form.io definitions become forms."""

from motcua.catalogue.importers.formio.importer import FormIo

__all__ = ["FormIo"]
