"""What other apps do when a schema is born.

``template_steps`` fill the template once (default pages, calendar, roles): every clone has it.
``tenant_steps`` run in each new tenant (its own site name, OpenID client).
Steps are idempotent and ordered by key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from motcua.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class SchemaStep:
    """``run`` is called inside the schema. ``key`` sorts the steps, e.g. ``s20.calendar``."""

    key: str
    run: Callable[[], None]


template_steps: Final = Registry[SchemaStep]("template step", SchemaStep)
tenant_steps: Final = Registry[SchemaStep]("tenant step", SchemaStep)
