"""Pure rules of the process: working time, steps, deadlines. No database, no framework."""
