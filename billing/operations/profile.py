"""Whom invoices are made out to."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from billing.errors import OrderRefused
from billing.models import BillingProfile
from billing.provider import Buyer, Provider
from motcua.kernel.errors import Invalid
from tenants.api import in_public

# Weights of the ten-digit code (domain reference 7.2); twelve digits are a person's number.
_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_CODE: Final = re.compile(r"^(\d{10})(-\d{3})?$|^\d{12}$")


class TaxCodeWrong(Invalid):
    code = "tax_code_wrong"


@dataclass(frozen=True, slots=True)
class ProfileFields:
    legal_name: str
    tax_code: str
    address: str
    email: str
    phone: str = ""
    is_exempt: bool = False
    exempt_basis: str = ""


def is_tax_code(text: str) -> bool:
    """Ten digits with a check digit, with or without a branch, or twelve digits."""
    found = _CODE.match(text)
    if not found or not text.isascii():
        return False
    digits = found[1]
    if digits is None:
        return True
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return 10 - total % 11 == int(digits[9])


def save_profile(*, tenant_id: UUID, fields: ProfileFields, now: datetime) -> None:
    """Raises ``TaxCodeWrong``. Invoices that are out keep what stood there before."""
    if fields.tax_code and not is_tax_code(fields.tax_code):
        raise TaxCodeWrong(
            _("Mã số thuế không đúng: 10 số, thêm -001 cho đơn vị trực thuộc, hoặc 12 số."),
            field="tax_code",
        )
    values = {name: getattr(fields, name) for name in fields.__slots__}
    with in_public(), transaction.atomic():
        row, made = BillingProfile.objects.select_for_update().get_or_create(
            tenant_id=tenant_id, defaults={**values, "changed_at": now}
        )
        if not made and any(getattr(row, name) != value for name, value in values.items()):
            BillingProfile.objects.filter(pk=row.pk).update(
                **values, changed_at=now, revision=F("revision") + 1
            )


def find_profile(tenant_id: UUID) -> ProfileFields | None:
    with in_public():
        row = BillingProfile.objects.filter(tenant_id=tenant_id).first()
    if row is None:
        return None
    return ProfileFields(**{name: getattr(row, name) for name in ProfileFields.__slots__})


def ensure_customer(*, provider: Provider, tenant_id: UUID) -> str:
    """The tenant's id at the provider, told what the profile says now. Raises ``OrderRefused``."""
    with in_public():
        row = BillingProfile.objects.filter(tenant_id=tenant_id).first()
    if row is None:
        raise OrderRefused(_("Hãy điền thông tin xuất hóa đơn trước."), field="profile")
    buyer = Buyer(
        tenant_id=tenant_id,
        legal_name=row.legal_name,
        tax_code=row.tax_code,
        address=row.address,
        email=row.email,
        phone=row.phone,
        is_exempt=row.is_exempt,
        revision=row.revision,
        customer=row.provider_customer,
        tax_id=row.provider_tax_id,
    )
    customer, tax_id = provider.save_customer(buyer)
    with in_public():
        BillingProfile.objects.filter(pk=row.pk).update(
            provider_customer=customer, provider_tax_id=tax_id
        )
    return customer
