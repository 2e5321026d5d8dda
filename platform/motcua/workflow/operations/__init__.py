"""Writes. Every one locks the process instance first, so writers of a case queue up."""
