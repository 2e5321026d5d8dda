"""Whatever is edited, in whatever order: taking it back gives the document as it was."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.catalogue.domain.document import parse_document
from motcua.catalogue.domain.operations import OperationRefused, apply_all, read_operations
from motcua.catalogue.library import demo_services


def small(document):
    """A few of each kind of part: with fewer of them, edits meet at the same one more often."""
    raw = document.to_json()
    pages = raw["form"]["pages"]
    for page in pages:
        page["fields"] = [
            field for n, field in enumerate(page["fields"]) if n < 3 or field["fields"]
        ]
    grouping = [page for page in pages if any(field["fields"] for field in page["fields"])]
    raw["form"]["pages"] = [*grouping, *(page for page in pages if page not in grouping)][:4]
    for parts in (raw["process"]["steps"], raw["notices"], raw["result"]["blocks"]):
        del parts[4:]
    return parse_document(raw)


P2 = small(demo_services("province")[2])
PAGES = [page.id for page in P2.form.pages]
FIELDS = [field.id for field in P2.form.walk()]
STEPS = [step.id for step in P2.process.steps]
PARTS = {
    "page": PAGES,
    "field": FIELDS,
    "component": [part.id for part in P2.components],
    "fee": [fee.id for fee in P2.fees],
    "waiver": [waiver.id for fee in P2.fees for waiver in fee.waivers],
    "step": STEPS,
    "notice": [notice.id for notice in P2.notices],
    "block": [block.id for block in P2.result.blocks],
    "legal_basis": [basis.id for basis in P2.legal_bases],
}
OUTCOMES = [(step.id, outcome.id) for step in P2.process.steps for outcome in step.outcomes]
OPTIONS = [
    (field.id, option["value"])
    for field in P2.form.walk()
    for option in field.config.get("options", ())[:5]
]
words = st.dictionaries(st.sampled_from(["vi", "en"]), st.text("aăâđêô ", max_size=8), max_size=2)
place = st.none() | st.integers(0, 12)
# Fields are what moves about most, and into pages more often than into each other.
PARENTS = PAGES * 3 + FIELDS
target = st.sampled_from([*sorted(PARTS), "field", "field"]).flatmap(
    lambda what: st.tuples(st.just(what), st.sampled_from(PARTS[what]))
)
NAMED = {"page": "title", "field": "label", "component": "name", "fee": "name", "waiver": "reason",
         "step": "name", "notice": "subject", "block": "text", "legal_basis": "title"}  # fmt: skip


@st.composite
def moves(draw):
    what, part = draw(target)
    parent = draw(st.none() | st.sampled_from(PARENTS)) if what == "field" else None
    return {"op": "move", "what": what, "id": part, "parent": parent, "at": draw(place)}


@st.composite
def edits(draw):
    what, part = draw(target)
    return {"op": "update", "what": what, "id": part, "set": {NAMED[what]: draw(words)}}


@st.composite
def removals(draw):
    what, part = draw(target)
    return {"op": "remove", "what": what, "id": part}


@st.composite
def copies(draw):
    what, part = draw(target)
    return {"op": "duplicate", "what": what, "id": part, "at": draw(place)}


@st.composite
def additions(draw):
    what, parent, item = draw(
        st.sampled_from(
            [
                ("page", None, {"title": {"vi": "Trang"}}),
                ("field", "page", {"key": "them", "type": "short_text"}),
                ("step", None, {"name": {"vi": "Bước"}}),
                ("outcome", "step", {"label": {"vi": "Xong"}, "to": "end:issued"}),
                ("fee", None, {"unit_minor": 1_000}),
                ("notice", None, {"event": "extended"}),
                ("block", None, {"kind": "paragraph", "text": {"vi": "Đoạn"}}),
            ]
        )
    )
    if parent:
        parent = draw(st.sampled_from(PARENTS if parent == "page" else STEPS))
    return {"op": "add", "what": what, "parent": parent, "item": item, "at": draw(place)}


@st.composite
def scoped(draw):
    what = draw(st.sampled_from(["outcome", "option"]))
    parent, part = draw(st.sampled_from(OUTCOMES if what == "outcome" else OPTIONS))
    op = draw(st.sampled_from(["remove", "duplicate", "move", "update"]))
    operation = {"op": op, "what": what, "parent": parent, "id": part}
    if op == "update":
        operation["set"] = {"label": draw(words)}
    elif op != "remove":
        operation["at"] = draw(place)
    return operation


sections = st.sampled_from(
    [
        {"op": "update", "what": "clock", "set": {"amount": 7}},
        {"op": "update", "what": "service", "set": {"keywords": ["a"], "level": "partial"}},
        {"op": "update", "what": "result", "set": {"copies_field": None}},
    ]
)
any_operation = st.one_of(moves(), edits(), removals(), copies(), additions(), scoped(), sections)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(any_operation, min_size=1, max_size=8))
def test_apply_then_inverse_is_identity_and_redo_repeats_exactly(operations):
    document, done = P2, []
    for operation in read_operations(operations):
        try:
            applied = apply_all(document, [operation])
        except OperationRefused:
            continue
        assert apply_all(applied.document, applied.inverse).document == document
        done.extend(applied.operations)
        document = applied.document
    if not done:
        return
    batch = apply_all(P2, done)
    assert batch.document == document
    back = apply_all(batch.document, batch.inverse)
    assert back.document == P2
    assert apply_all(back.document, batch.operations).document == document
