"""Every act on a dossier is followed by a look at where it stands now."""

from motcua.casework.standing_api import CaseOpened, CaseTouched
from motcua.identity.api import WalkInAdopted, account_parts
from motcua.kernel.events import subscribe_later
from motcua.overview.operations.follow import follow_adopted, follow_opened, follow_touched, rebuild
from motcua.overview.operations.leave import OverviewPart
from tenants.api import arrival_steps
from tenants.registry import SchemaStep


def connect() -> None:
    subscribe_later(CaseOpened, "overview.follow_opened", follow_opened)
    subscribe_later(CaseTouched, "overview.follow_touched", follow_touched)
    subscribe_later(WalkInAdopted, "overview.follow_adopted", follow_adopted)
    account_parts.register(OverviewPart())
    arrival_steps.register(SchemaStep(key="s90.overview", run=rebuild))
