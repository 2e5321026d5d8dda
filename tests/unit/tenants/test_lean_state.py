"""Migrating draws anew exactly what a change reaches, and nobody is left pointing at the past."""

from typing import Any

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from tenants.lean_migrate import LeanState


def model(name: str, *fields: tuple[str, Any], bases: tuple[Any, ...] = (models.Model,)) -> Any:
    key = [] if bases != (models.Model,) else [("id", models.AutoField(primary_key=True))]
    return ModelState("lean", name, [*key, *fields], bases=bases)


def to(name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(f"lean.{name}", on_delete=models.CASCADE)


def drawn() -> ProjectState:
    """Town ← Street ← House, Town ← Market (many), Street ⊂ Avenue, and a Pond apart."""
    state = LeanState()
    for each in (
        model("Town"),
        model("Street", ("town", to("Town"))),
        model("House", ("street", to("Street"))),
        model("Market", ("towns", models.ManyToManyField("lean.Town"))),
        model(
            "Avenue",
            (
                "street_ptr",
                models.OneToOneField(
                    "lean.Street", models.CASCADE, parent_link=True, primary_key=True
                ),
            ),
            bases=("lean.Street",),
        ),
        model("Pond", ("town_id", models.IntegerField())),
    ):
        state.add_model(each)
    assert state.apps
    return state


def classes(state: ProjectState) -> dict[str, Any]:
    return {name: state.apps.get_model("lean", name) for name in
            ("Town", "Street", "House", "Market", "Avenue", "Pond")}  # fmt: skip


def test_whatever_points_at_a_changed_model_points_at_the_new_one():
    state = drawn()
    before = classes(state)
    state.add_field("lean", "town", "name", models.TextField(default=""), preserve_default=True)
    after = classes(state)
    assert {name for name in after if after[name] is before[name]} == {"Pond"}
    town = after["Town"]
    assert town._meta.get_field("name")
    assert after["Street"]._meta.get_field("town").related_model is town
    assert after["House"]._meta.get_field("street").related_model is after["Street"]
    assert after["Market"]._meta.get_field("towns").related_model is town
    assert issubclass(after["Avenue"], after["Street"])
    assert {each.related_model for each in town._meta.related_objects} == {
        after["Street"], after["Market"],
    }  # fmt: skip


def test_what_a_changed_model_points_at_stays_and_knows_it():
    state = drawn()
    before = classes(state)
    state.add_field("lean", "house", "number", models.IntegerField(default=1), True)
    after = classes(state)
    assert {name for name in after if after[name] is not before[name]} == {"House"}
    street = after["Street"]
    assert after["House"] in {each.related_model for each in street._meta.related_objects}
    assert before["House"] not in {each.related_model for each in street._meta.related_objects}


def test_a_later_migration_of_data_finds_everything_drawn():
    """Nothing was postponed, so nothing needs to be drawn all over."""
    state = drawn()
    state.alter_model_options("lean", "town", {"ordering": ["id"]})
    copied = state.clone()
    assert isinstance(copied, LeanState)
    kept = copied.apps
    copied.clear_delayed_apps_cache()
    assert copied.apps is kept
    assert copied.apps.get_model("lean", "town")._meta.ordering == ["id"]
