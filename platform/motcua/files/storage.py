"""Where uploaded files lie: a private folder per tenant."""

from django.core.files.storage import FileSystemStorage


class TenantStorage(FileSystemStorage):
    """Files of the current tenant under its schema's own folder."""
