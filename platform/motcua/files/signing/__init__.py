"""Signatures in PDF: making them, and judging those of others. pyHanko is known here only."""
