"""The types made of others, those that look into lists, and those with means of their own."""

from collections.abc import Callable
from typing import Final

from formbuilder.domain.built_in_lists import register_built_in_lists
from formbuilder.fieldtypes.base import AnyFieldType
from formbuilder.fieldtypes.business_lines import BusinessLines
from formbuilder.fieldtypes.documents import Documents
from formbuilder.fieldtypes.image import Image
from formbuilder.fieldtypes.land_plot import LandPlot
from formbuilder.fieldtypes.list_choice import ListChoice
from formbuilder.fieldtypes.list_choices import ListChoices
from formbuilder.fieldtypes.map_point import MapPoint
from formbuilder.fieldtypes.matrix import Matrix
from formbuilder.fieldtypes.old_address import OldAddress
from formbuilder.fieldtypes.person import Person
from formbuilder.fieldtypes.signature import Signature
from formbuilder.fieldtypes.table_lookup import TableLookup

register_built_in_lists()
COMPOSITES: Final[tuple[Callable[[], AnyFieldType], ...]] = (
    Person,
    OldAddress,
    LandPlot,
    BusinessLines,
    ListChoice,
    ListChoices,
    TableLookup,
    Matrix,
    Documents,
    Image,
    Signature,
    MapPoint,
)
