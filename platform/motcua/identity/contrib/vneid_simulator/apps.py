from django.apps import AppConfig


class VneidSimulatorConfig(AppConfig):
    """Stands in for the state's sign-in service in demonstrations and tests.

    Its addresses exist only where ``MOTCUA_SIMULATORS`` is on.
    """

    name = "motcua.identity.contrib.vneid_simulator"
    label = "vneid_simulator"
    default_auto_field = "django.db.models.BigAutoField"
