"""A directory of its own process: ldaptor's server, in memory, on loopback with TLS."""
