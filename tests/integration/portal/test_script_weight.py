"""No page of the runner needs more than 40 kB of compressed script: measured on what was built."""

import gzip
import json
from collections.abc import Iterator

import pytest
from django.conf import settings

from formbuilder.api import field_types
from motcua.catalogue.library import demo_services

LIMIT = 40_000
PORTAL = "apps/portal/src/portal.ts"
RUNNER = "apps/portal/src/form-runner.ts"
UPLOADS = "apps/portal/src/runner/uploads.ts"
TYPES = "packages/field-types/src/index.ts"
# Read by the runner itself, without their type: see ``runner/typed.ts``.
PLAIN = {
    "short_text", "long_text", "number", "money", "date", "yes_no", "single_choice",
    "multiple_choice", "email", "phone", "personal_number", "address", "file", "group",
    "explanation",
}  # fmt: skip


@pytest.fixture(scope="module")
def manifest():
    if not settings.FRONTEND_MANIFEST.is_file():
        pytest.skip("the front end is not built here")
    return json.loads(settings.FRONTEND_MANIFEST.read_text(encoding="utf-8"))


def chunks(manifest, source) -> Iterator[str]:
    """The file of a source and those it imports at once."""
    entry = manifest.get(source)
    if entry is None:
        return
    yield entry["file"]
    for each in entry.get("imports", ()):
        yield from chunks(manifest, each)


def weight(manifest, sources):
    """Compressed bytes of all files that these sources bring, each counted once."""
    files = {file for source in sources for file in chunks(manifest, source)}
    folder = settings.FRONTEND_MANIFEST.parents[1]
    return sum(
        len(gzip.compress((folder / file).read_bytes(), 9))
        for file in files
        if file.endswith(".js")
    )


def sources_of(types, read=None):
    """What a page with questions of these types loads; ``read`` are those that rules look at."""
    yield from (PORTAL, RUNNER, UPLOADS)
    yield from (f"packages/field-types/src/{key}/enhance.ts" for key in types)
    special = set(types if read is None else read) - PLAIN
    if special:
        yield TYPES
    yield from (f"packages/field-types/src/{key}/index.ts" for key in special)


@pytest.mark.parametrize("kind", ["province", "ministry"])
def test_pages_of_the_demo_services(manifest, kind):
    """As if rules looked at every answer."""
    for document in demo_services(kind):
        for page in document.form.pages:
            types = {field.type for top in page.fields for field in top.walk()}
            assert weight(manifest, sources_of(types)) <= LIMIT, (document.service.slug, page.id)


def test_a_page_with_the_heaviest_questions_there_are(manifest):
    """A dozen of them on one page, and rules that look at the three heaviest."""
    keys = [kind.key for kind in field_types]
    alone = sorted(keys, key=lambda key: weight(manifest, sources_of({key})), reverse=True)
    assert weight(manifest, sources_of(alone[:12], alone[:3])) <= LIMIT
    assert weight(manifest, [PORTAL, RUNNER]) <= 30_000, "what every page carries"
