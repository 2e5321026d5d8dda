"""Items 8, 47 and 58: production settings, as Django itself and a browser would judge them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "motcua.config.settings.production",
    "MOTCUA_SECRET_KEY": "k7" * 20 + "!aZ9#x" + "".join(chr(65 + n) for n in range(20)),
    "MOTCUA_MASTER_KEY": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
    "MOTCUA_PLATFORM_HOST": "dichvucong.example.vn",
    "MOTCUA_DATABASE_URL": "postgresql:///motcua",
    "MOTCUA_REDIS_URL": "redis://127.0.0.1:6379/0",
}
KEYS = ("MOTCUA_SECRET_KEY", "MOTCUA_MASTER_KEY")
SHOWN = (
    "DEBUG", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_DOMAIN", "MOTCUA_SIMULATORS",
    "MOTCUA_ALLOW_LOOPBACK", "SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST",
    "ACCOUNT_EMAIL_VERIFICATION",
)  # fmt: skip
# Without each key in a child, which comes to nothing soon; with all of them in the process itself.
START = f"""
import json, os, django

def without(key):
    told, tell = os.pipe()
    if not (child := os.fork()):
        del os.environ[key]
        try:
            django.setup()
        except BaseException as refused:
            os.write(tell, repr(refused).encode())
        os._exit(0)
    os.close(tell)
    with open(told) as said:
        answer = said.read()
    os.waitpid(child, 0)
    return answer

refused = {{key: without(key) for key in {KEYS}}}
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", "--deploy", "--fail-level", "WARNING")
shown = {{name: getattr(settings, name) for name in {SHOWN}}}
print(json.dumps({{"refused": refused, "settings": shown}}, default=str))
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """One process in which production was started, and before that in vain."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    path, var = f"{ROOT}{os.pathsep}{ROOT / 'platform'}", str(tmp_path_factory.mktemp("var"))
    return subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=False,
        env=kept | ENVIRONMENT | {"PYTHONPATH": path, "MOTCUA_VAR": var}, cwd=ROOT, timeout=900,
    )  # fmt: skip


def told(started: subprocess.CompletedProcess[str]) -> Any:
    assert started.returncode == 0, started.stdout + started.stderr
    return json.loads(started.stdout.splitlines()[-1])


@pytest.mark.parametrize("missing", KEYS)
def test_without_its_keys_nothing_starts(started, missing):
    assert missing in told(started)["refused"][missing]


def test_the_deployment_check_is_clean_and_settings_are_safe(started):
    found = told(started)["settings"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    on = {"SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
          "SESSION_COOKIE_HTTPONLY"}  # fmt: skip
    off = {"DEBUG", "MOTCUA_SIMULATORS", "MOTCUA_ALLOW_LOOPBACK", "USE_X_FORWARDED_HOST"}
    assert {name for name in on if found[name]} == on
    assert not {name for name in off if found[name]}
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_DOMAIN"] is None
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert found["SESSION_COOKIE_SAMESITE"] in ("Lax", "Strict")
    assert found["ACCOUNT_EMAIL_VERIFICATION"] == "mandatory"


@pytest.mark.django_db
def test_a_forwarded_host_is_not_believed(province, ministry, tenant_client):
    page = tenant_client("lam-dong").get("/", headers={"X-Forwarded-Host": ministry.primary_host})
    assert ministry.name not in page.content.decode()
    assert tenant_client("khong-co").get("/").status_code == 404


@pytest.mark.django_db
def test_where_to_report_a_weakness(province, tenant_client):
    for slug in ("", "lam-dong"):
        page = tenant_client(slug).get("/.well-known/security.txt")
        text = page.content.decode()
        assert page.status_code == 200
        assert page["Content-Type"].startswith("text/plain")
        assert "\nExpires: " in text
        assert text.startswith("Contact: mailto:")
        assert set(page["Cache-Control"].split(", ")) == {"max-age=86400", "public"}
