from motcua.casework.paperwork.models.design import PaperDesign, PaperDesignVersion, PaperEmblem
from motcua.casework.paperwork.models.form_signing import FormSigning, SigningState

__all__ = [
    "FormSigning",
    "PaperDesign",
    "PaperDesignVersion",
    "PaperEmblem",
    "SigningState",
]
