from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "motcua.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from motcua.casework import receivers
        from motcua.casework.exchange.requests import may_read_request_file
        from motcua.casework.operations.change_notices import NOTICES as CHANGES
        from motcua.casework.operations.leave import DossiersPart
        from motcua.casework.operations.notices import OWN_NOTICES
        from motcua.casework.operations.staff_notices import STAFF_NOTICES
        from motcua.casework.queries.access import may_read_case_file, may_read_work_file
        from motcua.casework.steps.actions import BUILT_IN, actions
        from motcua.casework.steps.freezing import ProcessCheck
        from motcua.casework.steps.groups import GroupCheck
        from motcua.casework.steps.guide import CaseGuide
        from motcua.catalogue.api import publish_checks
        from motcua.files.api import OwnerRule, owner_rules
        from motcua.identity.api import account_parts
        from motcua.notifications.api import notices
        from motcua.workflow.api import use_guide

        receivers.connect()
        account_parts.register(DossiersPart())
        use_guide(CaseGuide())
        for action in BUILT_IN:
            actions.register(action)
        publish_checks.register(ProcessCheck())
        publish_checks.register(GroupCheck())
        owner_rules.register(OwnerRule("case", may_read_case_file))
        owner_rules.register(OwnerRule("case_work", may_read_work_file))
        owner_rules.register(OwnerRule("request", may_read_request_file))
        for notice in (*OWN_NOTICES, *CHANGES, *STAFF_NOTICES):
            notices.register(notice)
