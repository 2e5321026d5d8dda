from enum import StrEnum


class WorkflowPermission(StrEnum):
    """What the workflow asks for; bundled into roles in ``identity``."""

    CONFIGURE = "tenant.configure"
    """Change working hours and days off."""
