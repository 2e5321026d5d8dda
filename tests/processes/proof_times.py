"""When everything happens, so that the same run gives the same dates."""

from datetime import UTC, datetime

PUBLISHED = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
BEGIN = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
"""A Monday, 09:00 in Vietnam; later dossiers come in later, over holidays and week-ends."""
