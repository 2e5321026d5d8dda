"""BPMN 2.0 documents: drawn from a table of steps, read back with suspicion."""
