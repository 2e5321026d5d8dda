"""Each component of a dossier: in what form it came, and whether it is a file yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.counter.models import ComponentState, PaperForm, TakenComponent
from motcua.casework.queries.views import CaseView
from motcua.catalogue.api import Requirement, get_frozen_service
from motcua.kernel.i18n import pick
from motcua.submissions.api import ManifestFile


@dataclass(frozen=True, slots=True)
class ComponentView:
    """``sent``: files that came with the form; ``file_id``: the one made at the counter."""

    component_id: str
    name: str
    originals: int
    copies: int
    paper_form: int | None
    paper_form_name: str
    state: int
    state_name: str
    file_id: UUID | None
    pages: int
    source: str
    officer_name: str
    at: datetime | None
    sent: tuple[ManifestFile, ...]

    @property
    def is_here(self) -> bool:
        """Something of it is there: a file, or the paper itself."""
        return bool(self.sent) or self.paper_form is not None


def components_of(case: CaseView) -> list[ComponentView]:
    """As the service lists them; one query. The caller may read the dossier."""
    taken = {row.component_id: row for row in TakenComponent.objects.filter(case_id=case.id)}
    document = get_frozen_service(case.version_id).document
    return [
        _view(part, taken.get(part.id), case)
        for part in document.components
        if part.field_id not in case.hidden_fields
    ]


def _view(part: Requirement, row: TakenComponent | None, case: CaseView) -> ComponentView:
    sent = tuple(each for each in case.files if each.component_id == part.id)
    form: int | None = row.paper_form if row else (PaperForm.ELECTRONIC if sent else None)
    # What was sent as a file is digital without anybody's help; one used again says from where.
    again = next((each for each in sent if each.digitisation), None)
    state = row.state if row else ComponentState.NONE
    if state == ComponentState.NONE and again is not None:
        state = again.digitisation
    return ComponentView(
        component_id=part.id,
        name=pick(part.name, "vi"),
        originals=part.originals,
        copies=part.copies,
        paper_form=form,
        paper_form_name="" if form is None else str(PaperForm(form).label),
        state=state,
        state_name=str(ComponentState(state).label),
        file_id=row.file_id if row else None,
        pages=row.pages if row else 0,
        source=(row.source if row else "") or (again.source if again else ""),
        officer_name=row.officer_name if row else "",
        at=row.at if row else None,
        sent=sent,
    )
