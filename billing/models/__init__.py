from billing.models.subscription import Subscription, SubscriptionState
from billing.models.usage import LimitNotice, UsageCount, UsageMark

__all__ = ["LimitNotice", "Subscription", "SubscriptionState", "UsageCount", "UsageMark"]
