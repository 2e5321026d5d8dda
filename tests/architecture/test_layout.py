"""The house rules that no import contract can express."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import read

ROOT = Path(__file__).resolve().parents[2]
APPS = {
    "kernel", "identity", "files", "notifications", "catalogue", "payments", "workflow",
    "submissions", "casework", "integrations", "reporting", "portal", "backoffice",
}  # fmt: skip
FORBIDDEN_NAMES = {"services.py", "utils.py", "helpers.py", "common"}


def tracked(*patterns):
    out = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if out.returncode:
        pytest.skip("not a git checkout")
    return [path for line in out.stdout.splitlines() if (path := ROOT / line).is_file()]


def test_the_shelf_is_not_a_package():
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert not (ROOT / "tests" / "platform").exists()


def test_top_level_folders_are_the_fixed_ones():
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if path.parent != ROOT}
    plain = {name for name in folders if not name.startswith(".")}
    assert plain <= {
        "platform", "tenants", "formbuilder", "billing", "frontend", "infra", "tests",
    }  # fmt: skip


def test_rooms_have_their_usual_names():
    bad = [
        path
        for path in tracked("platform", "tenants", "formbuilder", "billing")
        if FORBIDDEN_NAMES & set(path.parts)
    ]
    assert bad == []


def test_files_stay_readable():
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked("*.py", "*.ts", "*.tsx")
        if "migrations" not in path.parts
        and ".gen." not in path.name
        and "generated" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_functions_stay_short():
    """At most 40 lines without docstring; aim for 10."""
    long = [
        f"{path.relative_to(ROOT)}:{found.line} {found.name} ({found.length})"
        for path in tracked("platform/*.py", "tenants/*.py", "formbuilder/*.py", "infra/*.py")
        if "migrations" not in path.parts and "library" not in path.parts
        for found in read(path).functions
        if found.length > 40
    ]
    assert long == []


def test_every_app_says_what_it_is_for():
    homes = [ROOT / "platform" / "motcua" / name for name in sorted(APPS)]
    homes += [ROOT / "tenants", ROOT / "formbuilder", ROOT / "billing"]
    missing = [str(home.relative_to(ROOT)) for home in homes if not (home / "README.md").exists()]
    assert missing == []


# Browsers never run blocks of these types, and the policy for scripts does not ask about them.
DATA_BLOCKS = ('type="application/json"', 'type="application/ld+json"')


def test_templates_hold_no_inline_script_or_style():
    wrong = []
    for path in tracked("platform/**/*.html", "tenants/**/*.html"):
        text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.S)
        tags = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text)
        name = path.relative_to(ROOT)
        wrong += [f"{name}: {tag}" for tag in tags if not any(kind in tag for kind in DATA_BLOCKS)]
        if re.search(r"\sstyle=|<style|\son\w+=\"", text):
            wrong.append(f"{path.relative_to(ROOT)}: inline style or handler")
    assert wrong == []


SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/=\n]{200,}"
    r"|\b(sk|rk)_live_[0-9A-Za-z]{16,}|\bAKIA[0-9A-Z]{16}\b|\bghp_[0-9A-Za-z]{36}\b"
)
# Every secret has one of these in it; to look for plain words takes a tenth of the time.
IN_SECRETS = ("PRIVATE KEY-----", "_live_", "AKIA", "ghp_")


def test_nothing_of_the_workplace_or_of_registries_and_no_secret_is_written_down():
    hosts = ["registry." + "npmjs.org", "py" + "pi.org", "files.python" + "hosted.org"]
    places = ["/wo" + "rk/", "/ro" + "ot/"]
    wrong = []
    for path in tracked():
        text, name = path.read_text(encoding="utf-8", errors="ignore"), path.relative_to(ROOT)
        if any(word in text for word in IN_SECRETS) and SECRET.search(text):
            wrong.append(f"{name}: a secret")
        if path.suffix not in {".png", ".jpg", ".woff2", ".ttf", ".pdf", ".ico", ".webp"}:
            wrong += [f"{name}: {word}" for word in hosts + places if word in text]
    assert wrong == []


def test_migrations_are_linear_and_named():
    for folder in {path.parent for path in tracked("*/migrations/0*.py")}:
        names = sorted(path.stem for path in folder.glob("0*.py"))
        assert [name.split("_")[0] for name in names] == [
            f"{number:04d}" for number in range(1, len(names) + 1)
        ], folder
        assert not [name for name in names if "_auto_" in name]
