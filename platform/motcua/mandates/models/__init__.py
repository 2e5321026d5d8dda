from motcua.mandates.models.consent import EndedBy, HelperConsent, HelperDeed

__all__ = ["EndedBy", "HelperConsent", "HelperDeed"]
