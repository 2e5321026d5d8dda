"""The door to signing the statutory forms that wait for somebody's PIN."""

from motcua.casework.operations.sign_forms import (
    FormOutcome,
    require_file,
    sign_by_hand,
    sign_forms,
)

__all__ = ["FormOutcome", "require_file", "sign_by_hand", "sign_forms"]
