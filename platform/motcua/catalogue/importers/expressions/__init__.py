"""Expressions of foreign forms: read in their dialect, written as rules."""

from motcua.catalogue.importers.expressions.reading import read_script, read_xpath
from motcua.catalogue.importers.expressions.tree import Apply, Literal, Name, Node, NotRead
from motcua.catalogue.importers.expressions.writing import Target, write_condition, write_rule

__all__ = [
    "Apply",
    "Literal",
    "Name",
    "Node",
    "NotRead",
    "Target",
    "read_script",
    "read_xpath",
    "write_condition",
    "write_rule",
]
