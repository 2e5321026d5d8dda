"""Processes drawn elsewhere become our table of steps; what cannot run is told, never dropped."""
