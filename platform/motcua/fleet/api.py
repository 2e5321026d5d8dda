"""The door to the platform's own affairs: sign-up, jobs of the owner, usage."""

from motcua.fleet.errors import (
    AuthorityMissing,
    CodeSpent,
    CodeWrong,
    DeedRefused,
    JobMissing,
    NotWaiting,
    SignupMissing,
)
from motcua.fleet.operations.found_tenant import found_tenant, password_path
from motcua.fleet.operations.jobs import (
    JobView,
    ask_job,
    get_job,
    job_kinds,
    list_jobs,
    run_next_job,
)
from motcua.fleet.operations.life import (
    ask_deed,
    ask_import,
    export_path,
    finished_export,
    list_exports,
)
from motcua.fleet.operations.practice import find_practice
from motcua.fleet.operations.signup import (
    SignupForm,
    SignupView,
    approve_signup,
    begin_signup,
    get_signup,
    list_waiting_signups,
    prove_email,
    refuse_signup,
)
from motcua.fleet.operations.take_in import require_room_for_staff, take_in_table
from motcua.fleet.queries.schema_states import SchemaStates, schema_states
from motcua.fleet.queries.setup_facts import SetupStep, missing_for_live, setup_steps

__all__ = [
    "AuthorityMissing",
    "CodeSpent",
    "CodeWrong",
    "DeedRefused",
    "JobMissing",
    "JobView",
    "NotWaiting",
    "SchemaStates",
    "SetupStep",
    "SignupForm",
    "SignupMissing",
    "SignupView",
    "approve_signup",
    "ask_deed",
    "ask_import",
    "ask_job",
    "begin_signup",
    "export_path",
    "find_practice",
    "finished_export",
    "found_tenant",
    "get_job",
    "get_signup",
    "job_kinds",
    "list_exports",
    "list_jobs",
    "list_waiting_signups",
    "missing_for_live",
    "password_path",
    "prove_email",
    "refuse_signup",
    "require_room_for_staff",
    "run_next_job",
    "schema_states",
    "setup_steps",
    "take_in_table",
]
