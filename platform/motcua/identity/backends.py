"""Sign-in with a user name and password: staff inside their tenant, operators on the platform."""

from django.contrib.auth.backends import ModelBackend


class StaffBackend(ModelBackend):
    """Looks only at the accounts of the schema in use."""
