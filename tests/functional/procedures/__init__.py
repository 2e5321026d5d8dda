"""The nine procedures of the domain reference, built again by hand and filled in by a browser."""
