"""Hard limits of a form. They bound the work any definition or answer can cause."""

from typing import Final

MAX_PAGES: Final = 100
MAX_SECTIONS: Final = 50
MAX_FIELDS: Final = 2_000
MAX_DEPTH: Final = 5
"""Levels of fields inside fields."""

MAX_RAW_DEPTH: Final = 60
MAX_RAW_NODES: Final = 400_000
"""A raw document is measured before pydantic walks it."""

MAX_LABEL: Final = 500
MAX_PROSE: Final = 20_000
MAX_LANGUAGES: Final = 12

MAX_RULE_DEPTH: Final = 12
MAX_RULE_NODES: Final = 200
MAX_RULE_ARGS: Final = 100
MAX_FORM_RULE_NODES: Final = 20_000
MAX_RULE_COST: Final = 1_000_000
"""Rule nodes of a form, each counted once per row it may be evaluated for."""

MAX_ROWS: Final = 200
"""Rows of a repeating group that are ever read, whatever the group's own setting."""

MAX_RULE_TEXT: Final = 10_000
"""Longest text a rule may build, in code points; a longer one is null."""

MAX_TEXT: Final = 50_000
MAX_POSTED_VALUES: Final = 20_000
MAX_CHOICES: Final = 1_000
MAX_FILES: Final = 50
MAX_PARTS: Final = 1_000
"""Parts of one composite answer, such as the cells of a table."""
