"""Registers of a period, the register of numbers, and many dossiers' papers as one PDF."""
