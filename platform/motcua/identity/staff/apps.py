from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "motcua.identity.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from motcua.identity.second_factor_gate import note_sign_in
        from motcua.identity.staff.groups import create_groups
        from tenants.registry import SchemaStep, template_steps

        user_logged_in.connect(note_sign_in, dispatch_uid="motcua.second_factor")
        template_steps.register(SchemaStep(key="s10.identity_groups", run=create_groups))
