"""Only Wagtail's own starters, with plain data, pass the policy."""

import pytest

from motcua.backoffice.wagtail_scripts import is_known, let_through

KNOWN = [
    'initDateChooser("id_go\\u002Dlive", {"dayOfWeekStart": 1, "format": "Y-m-d"});',
    'initDateTimeChooser("id_x", {});',
    'initTimeChooser("id_x", {"format": "H:i"});',
    'new PageChooser("id_page", {"modalUrl": "/quan-tri/choose-page/", "canChooseRoot": false});',
    'new ImageChooser("id_i", {"modalUrl": "/x/"});',
    'createTaskChooser("id_task");',
    (
        "\n        (function() {\n            var panel = new InlinePanel(JSON.parse("
        '"{\\u0022formsetPrefix\\u0022: \\u0022id_x\\u0022}"));\n        })();\n    '
    ),
]
UNKNOWN = [
    "alert(1)",
    'initDateChooser("x", alert(1));',
    'initDateChooser("x"); alert(1);',
    'initDateChooser("x", {"a": 1}); fetch("//evil");',
    'initDateChooser("x", {"a": (function(){})()});',
    'initDateChooser("x" + document.cookie);',
    "initDateChooser(`${alert(1)}`);",
    'new Function("alert(1)")();',
    'new EvilChooser(eval("1"));',
    'eval("1");',
    'new PageChooser("a", {"b": "</script><script>alert(1)"});',
    "(function() { var panel = new InlinePanel(JSON.parse(atob('x'))); })();",
    '(function() { var panel = new InlinePanel(JSON.parse("{}"));alert(1) })();',
    'initDateChooser("x", ' + "[" * 100_000 + ");",
    "",
]


@pytest.mark.parametrize("script", KNOWN)
def test_wagtail_s_own_start(script):
    assert is_known(script)
    assert let_through(f"<p><script>{script}</script>", "abc") == (
        f'<p><script nonce="abc">{script}</script>'
    )


@pytest.mark.parametrize("script", UNKNOWN)
def test_anything_else_stays_stopped(script):
    assert not is_known(script)
    page = f"<p><script>{script}</script></p>"
    assert let_through(page, "abc") == page


def test_rows_to_be_added_later_and_neighbours():
    known, evil = KNOWN[0], "alert(1)"
    page = f"<script>{known}<-/script><script>{evil}</script><script>{known}</script>"
    marked = let_through(page, "n")
    assert marked.count('nonce="n"') == 2
    assert f"<script>{evil}</script>" in marked
    nested = f"<script><script>{known}</script>"
    assert let_through(nested, "n") == f'<script><script nonce="n">{known}</script>'


def test_scripts_with_attributes_are_left_alone():
    page = '<script src="/a.js"></script><script type="application/json">{}</script>'
    assert let_through(page, "n") == page
