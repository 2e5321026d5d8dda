"""What ``make prove-saas`` counts. One module a part, each with one ``run()`` that returns its keys
of the line and raises (``AssertionError``, with words) where a claim does not hold.

A part stands alone: it makes its own tenants, and finds public and template schema migrated. What
it counts it counts by running the product (``server.web()`` where it is to be asked over HTTP).
"""
