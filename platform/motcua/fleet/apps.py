from django.apps import AppConfig


class FleetConfig(AppConfig):
    name = "motcua.fleet"
    label = "fleet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.catalogue.api import publish_checks
        from motcua.fleet import receivers
        from motcua.fleet.domain.flags import BUILT_IN, flags
        from motcua.fleet.domain.support_screens import support_screens
        from motcua.fleet.operations import communes, found_tenant, life, practice, training
        from motcua.fleet.operations.jobs import job_kinds
        from motcua.fleet.operations.support_screens import SCREENS
        from motcua.fleet.plan_limit import PlanLimit

        for kind in (found_tenant.JOB, practice.JOB, training.JOB, communes.JOB, *life.JOBS):
            job_kinds.register(kind)
        for flag in BUILT_IN:
            flags.register(flag)
        for screen in SCREENS:
            support_screens.register(screen)
        publish_checks.register(PlanLimit())
        receivers.connect()
