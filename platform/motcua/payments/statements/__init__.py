"""Files of banks and gateways that say what money moved. Pure: bytes in, lines out."""

from motcua.payments.statements.lines import ParsedLine, ParsedStatement
from motcua.payments.statements.reading import read_statement

__all__ = ["ParsedLine", "ParsedStatement", "read_statement"]
