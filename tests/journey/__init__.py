"""The main job driven over real HTTP against a running demo (``make journey``)."""
