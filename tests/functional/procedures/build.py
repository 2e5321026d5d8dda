"""Build a service over HTTP as the designer's page does, and publish it through a second person."""

from __future__ import annotations

from typing import Any

from tests.functional.procedures.operations import operations_for
from tests.journey.officers import Designer, Officer, ServiceDraft
from tests.journey.sites import Site
from tests.journey.visitor import Unexpected

_BATCH = 50
REASON = "Đã xem, giữ nguyên theo mẫu của thủ tục."


def build_service(document: dict[str, Any], *, slug: str, builder: Designer) -> ServiceDraft:
    """A new service ``slug`` with everything ``document`` says, made by operations."""
    draft = _create(document, slug, builder)
    operations = operations_for(document)
    for start in range(0, len(operations), _BATCH):
        draft.do(*operations[start : start + _BATCH])
    built = draft.document
    wanted = document | {"service": document["service"] | {"slug": slug}}
    if built != wanted:
        wrong = [key for key in wanted if built.get(key) != wanted[key]]
        raise Unexpected(f"{slug}: the parts {wrong} are not what was built.")
    return draft


def _create(document: dict[str, Any], slug: str, builder: Designer) -> ServiceDraft:
    page = builder.get(builder.site.at("/quan-tri/dich-vu/moi/"))
    values: dict[str, str | list[str]] = {
        "name": document["service"]["name"]["vi"],
        "code": document["procedure"]["code"],
        "slug": slug,
        "start": "empty",
    }
    made = builder.send(page, page.form(button="start"), values=values)
    parts = [part for part in made.path.split("/") if part]
    if parts[:2] != ["quan-tri", "dich-vu"] or len(parts[-1]) != 36:
        raise Unexpected(f"{slug} was not created: {made.words[:300]}")
    return ServiceDraft(builder, parts[-1])


def publish_service(draft: ServiceDraft, *, publisher: Officer) -> None:
    """Warnings are answered with a reason; errors stop it."""
    reasons = {
        problem["key"]: REASON
        for problem in draft.facts["problems"]
        if problem["severity"] == "warning"
    }
    draft.request_publication("Dựng theo thủ tục đã công bố.", reasons=reasons)
    draft.approve(publisher)


def build_all(site: Site, documents: list[dict[str, Any]], *, ending: str) -> dict[str, str]:
    """All of them in one tenant; procedure code to the new address."""
    builder, publisher = Designer("thietke", site), Officer("congbo", site)
    found = {}
    for document in documents:
        slug = f"{document['service']['slug']}-{ending}"
        publish_service(build_service(document, slug=slug, builder=builder), publisher=publisher)
        found[document["procedure"]["code"]] = slug
    return found
