"""The door to how papers look and which of them are signed by certificate."""

from motcua.casework.paperwork.errors import (
    DesignInvalid,
    DesignMissing,
    DesignMoved,
    EmblemRefused,
    FormMissing,
    FormMoved,
)
from motcua.casework.paperwork.models import FormSigning, SigningState
from motcua.casework.paperwork.operations.designs import (
    MAX_EMBLEM_BYTES,
    DesignWish,
    keep_emblem,
    publish_design,
    restore_design,
    save_design,
)
from motcua.casework.paperwork.operations.form_signing import (
    FormSigner,
    due_again,
    forget_signings,
    note_by_hand,
    note_failed,
    note_signed,
    order_signing,
)
from motcua.casework.paperwork.permissions import may_edit, may_publish
from motcua.casework.paperwork.queries.designs import (
    DesignView,
    design_of,
    emblem_of,
    get_design,
    printable,
    units_with_design,
)
from motcua.casework.paperwork.queries.forms import WaitingForm, count_waiting, waiting_forms
from motcua.casework.paperwork.queries.preview import preview_form, preview_in_force

__all__ = [
    "MAX_EMBLEM_BYTES",
    "DesignInvalid",
    "DesignMissing",
    "DesignMoved",
    "DesignView",
    "DesignWish",
    "EmblemRefused",
    "FormMissing",
    "FormMoved",
    "FormSigner",
    "FormSigning",
    "SigningState",
    "WaitingForm",
    "count_waiting",
    "design_of",
    "due_again",
    "emblem_of",
    "forget_signings",
    "get_design",
    "keep_emblem",
    "may_edit",
    "may_publish",
    "note_by_hand",
    "note_failed",
    "note_signed",
    "order_signing",
    "preview_form",
    "preview_in_force",
    "printable",
    "publish_design",
    "restore_design",
    "save_design",
    "units_with_design",
    "waiting_forms",
]
