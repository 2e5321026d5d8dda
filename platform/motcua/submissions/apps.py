from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "motcua.submissions"
    label = "submissions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.files.api import OwnerRule, owner_rules
        from motcua.identity.api import account_parts
        from motcua.notifications.api import notices
        from motcua.submissions import permissions
        from motcua.submissions.operations.confirm_assisted import HELP_NOTICE, NOTICE
        from motcua.submissions.operations.erase import DraftsPart

        account_parts.register(DraftsPart())
        owner_rules.register(OwnerRule("draft", permissions.may_read_draft_file))
        owner_rules.register(OwnerRule("submission", permissions.may_read_submission_file))
        notices.register(NOTICE)
        notices.register(HELP_NOTICE)
