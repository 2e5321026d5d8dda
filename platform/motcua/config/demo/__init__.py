"""Demonstration content: two tenants with people, services, pages and living dossiers.

Everything goes through the same operations a person would use, so a demonstration proves them.
"""
