from django.apps import AppConfig


class FleetConfig(AppConfig):
    name = "motcua.fleet"
    label = "fleet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.fleet.operations import found_tenant
        from motcua.fleet.operations.jobs import job_kinds

        job_kinds.register(found_tenant.JOB)
