"""What would happen: a process played by hand, or run with many dossiers, without any database."""
