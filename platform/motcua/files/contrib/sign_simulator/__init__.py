"""A remote signing service as seen from outside, for demonstrations and tests; what it speaks is
told in ``contrib.remote_sign``. It can fail, answer late, twice, or wrongly."""
