"""The state of a parent dossier (liên thông), which follows from its children's alone."""

from collections.abc import Sequence

from motcua.casework.domain.states import NationalState

_S = NationalState
_WITH_RESULT = frozenset({_S.DONE, _S.RETURNED})
_UNRECEIVED = frozenset({_S.REGISTERED, _S.NOT_RECEIVED})


def state_of_group(children: Sequence[NationalState], *, received: bool) -> NationalState:
    """``received``: whether the parent was; then it cannot be refused at reception any more.

    It is finished when every child is; with a result where any child has one.
    """
    if not children:
        return _S.REGISTERED
    if not all(each.is_final for each in children):
        started = received or any(each not in _UNRECEIVED for each in children)
        return _S.PROCESSING if started else _S.REGISTERED
    done = [each for each in children if each in _WITH_RESULT]
    if done:
        return _S.RETURNED if all(each is _S.RETURNED for each in done) else _S.DONE
    if all(each is _S.WITHDRAWN for each in children):
        return _S.WITHDRAWN
    if received or any(each is _S.STOPPED for each in children):
        return _S.STOPPED
    return _S.NOT_RECEIVED
