"""The two commands of a developer: ``make demo`` and ``make test``."""
