from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "motcua.petitions"
    label = "petitions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.identity.api import account_parts
        from motcua.notifications.registry import notices
        from motcua.petitions.operations.leave import PetitionsPart
        from motcua.petitions.operations.telling import NOTICES

        account_parts.register(PetitionsPart())
        for notice in NOTICES:
            notices.register(notice)
