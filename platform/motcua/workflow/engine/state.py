"""The saved state of a run: where its tokens stand, and nothing else.

The library's own serialisation repeats the specification and every finished task (36 to 106 kB
for 5 to 20 steps). Our documents hold no data, so of finished tasks only those can influence what
follows whose token waits in a join: they are kept next to the open ones, as node names, and
predictions are redone on load. What happened is recorded in work items.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

FORMAT: Final = 2
"""Format 1 knew no joins; it is still read."""
_READABLE: Final = (1, 2)


class StateUnreadable(Exception):
    """The bytes were written by another format, or do not fit the process version."""


@dataclass(frozen=True, slots=True)
class RunState:
    """``open_steps`` in the order they opened; ``end_key`` once the run is over.

    ``arrived``: parallel step id to the nodes whose token waits in its join.
    """

    open_steps: tuple[str, ...]
    end_key: str | None = None
    arrived: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        return self.end_key is not None


def dump_state(state: RunState) -> bytes:
    content: dict[str, object] = {
        "format": FORMAT,
        "open": list(state.open_steps),
        "end": state.end_key,
    }
    if state.arrived:
        content["arrived"] = {key: list(nodes) for key, nodes in state.arrived.items()}
    return json.dumps(content, separators=(",", ":")).encode()


def load_state(raw: bytes) -> RunState:
    try:
        content = json.loads(raw)
        if content["format"] not in _READABLE:
            raise StateUnreadable(f"state format {content['format']}")
        arrived = {key: tuple(nodes) for key, nodes in content.get("arrived", {}).items()}
        return RunState(tuple(content["open"]), content["end"], arrived)
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise StateUnreadable("not a run state") from broken
