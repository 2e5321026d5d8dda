"""Test recordings stand below their service in Wagtail's admin."""

from motcua.backoffice.menu import add_addresses

add_addresses("dich-vu/<uuid:service_id>/ban-ghi/", "motcua.backoffice.recordings.urls")
