"""XLSForm workbooks become forms."""

from motcua.catalogue.importers.xlsform.importer import XlsForm

__all__ = ["XlsForm"]
