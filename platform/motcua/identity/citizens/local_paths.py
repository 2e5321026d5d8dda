from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def local_path(path: str | None) -> str:
    """``path`` if it stays on this host, else the account page."""
    if path and path.startswith("/") and url_has_allowed_host_and_scheme(path, None):
        return path
    return reverse("identity_account")
