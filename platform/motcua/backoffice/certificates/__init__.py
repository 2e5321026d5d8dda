"""One's own certificate for signing, and a list of everybody's for technicians."""
