"""What the screens ask of the built front end."""

from typing import Final

SCRIPT: Final = "apps/portal/src/office.ts"
