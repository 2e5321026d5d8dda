from collections.abc import Sequence

from motcua.notifications.models import Delivery, InboxEntry, Message


def erase_notices(*, subjects: Sequence[str]) -> int:
    """Every notice about these subjects, in every channel and inbox; returns how many."""
    messages = Message.objects.filter(subject_ref__in=subjects)
    deliveries = Delivery.objects.filter(message__in=messages)
    ids = list(deliveries.values_list("pk", flat=True))
    InboxEntry.objects.filter(delivery_id__in=ids).delete()
    count = messages.count()
    messages.delete()
    return count
