"""The saved state of a run: where its tokens stand, and nothing else.

The library's own serialisation repeats the specification and every finished task (36 to 106 kB
for 5 to 20 steps). Our documents hold no joins and no data, so finished tasks can influence
nothing that follows: only the open ones are kept, as node names, and predictions are redone on
load. What happened is recorded in work items.
"""

import json
from dataclasses import dataclass

FORMAT = 1


class StateUnreadable(Exception):
    """The bytes were written by another format, or do not fit the process version."""


@dataclass(frozen=True, slots=True)
class RunState:
    """``open_steps`` in the order they opened; ``end_key`` once the run is over."""

    open_steps: tuple[str, ...]
    end_key: str | None = None

    @property
    def ended(self) -> bool:
        return self.end_key is not None


def dump_state(state: RunState) -> bytes:
    content = {"format": FORMAT, "open": list(state.open_steps), "end": state.end_key}
    return json.dumps(content, separators=(",", ":")).encode()


def load_state(raw: bytes) -> RunState:
    try:
        content = json.loads(raw)
        if content["format"] != FORMAT:
            raise StateUnreadable(f"state format {content['format']}")
        return RunState(tuple(content["open"]), content["end"])
    except (ValueError, KeyError, TypeError) as broken:
        raise StateUnreadable("not a run state") from broken
