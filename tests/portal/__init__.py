"""What `make prove-portal` counts: one module a part, each with one `run()`."""
