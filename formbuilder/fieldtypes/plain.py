"""The types of one answer or none, besides those of the first release."""

from collections.abc import Callable
from typing import Final

from formbuilder.fieldtypes.bank_account import BankAccount
from formbuilder.fieldtypes.base import AnyFieldType
from formbuilder.fieldtypes.callout import Callout
from formbuilder.fieldtypes.currency import CurrencyAmount
from formbuilder.fieldtypes.date_range import DateRange
from formbuilder.fieldtypes.decimal import Decimal
from formbuilder.fieldtypes.declaration import Declaration
from formbuilder.fieldtypes.divider import Divider
from formbuilder.fieldtypes.email_confirmed import EmailConfirmed
from formbuilder.fieldtypes.enterprise_number import EnterpriseNumber
from formbuilder.fieldtypes.heading import Heading
from formbuilder.fieldtypes.hidden import Hidden
from formbuilder.fieldtypes.household_number import HouseholdNumber
from formbuilder.fieldtypes.old_identity_number import OldIdentityNumber
from formbuilder.fieldtypes.page_break import PageBreak
from formbuilder.fieldtypes.partial_date import PartialDate
from formbuilder.fieldtypes.passport import Passport
from formbuilder.fieldtypes.percentage import Percentage
from formbuilder.fieldtypes.phone_international import PhoneInternational
from formbuilder.fieldtypes.picture import Picture
from formbuilder.fieldtypes.rich_text import RichText
from formbuilder.fieldtypes.tax_code import TaxCode
from formbuilder.fieldtypes.time_of_day import Time
from formbuilder.fieldtypes.url import Url
from formbuilder.fieldtypes.vehicle_plate import VehiclePlate

PLAIN: Final[tuple[Callable[[], AnyFieldType], ...]] = (
    Decimal,
    Percentage,
    CurrencyAmount,
    Time,
    DateRange,
    PartialDate,
    PhoneInternational,
    EmailConfirmed,
    Url,
    BankAccount,
    TaxCode,
    HouseholdNumber,
    EnterpriseNumber,
    Passport,
    OldIdentityNumber,
    VehiclePlate,
    Declaration,
    Hidden,
    Heading,
    RichText,
    Picture,
    Callout,
    Divider,
    PageBreak,
)
