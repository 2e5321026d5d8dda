"""What both sides of OpenID Connect share: descriptions of providers, and checking tokens."""
