from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "motcua.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.files.api import OwnerRule, owner_rules
        from motcua.identity.api import account_parts
        from motcua.mandates.operations.end_mandate import MandatesPart
        from motcua.mandates.operations.telling import NOTICES
        from motcua.mandates.permissions import may_read_paper
        from motcua.notifications.api import notices

        account_parts.register(MandatesPart())
        owner_rules.register(OwnerRule("mandate", may_read_paper))

        for notice in NOTICES:
            notices.register(notice)
