from motcua.kernel.errors import Invalid


class OperationRefused(Invalid):
    """An edit that cannot be made. ``details["index"]`` is its place in the batch."""

    code = "operation_refused"
