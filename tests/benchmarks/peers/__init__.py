"""What others would build: a plain Django form, and the same form in wagtail.contrib.forms."""
