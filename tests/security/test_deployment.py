"""Items 8, 47 and 58: production settings, as Django itself and a browser would judge them."""

import json
import os
import subprocess
import sys
from pathlib import Path

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
SHOW = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", "--deploy", "--fail-level", "WARNING")
names = %r
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def run(*command: str, tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    path = f"{ROOT}{os.pathsep}{ROOT / 'platform'}"
    environment = kept | ENVIRONMENT | {"PYTHONPATH": path, "MOTCUA_VAR": str(tmp_path)} | more
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False,
        cwd=ROOT, timeout=900,
    )  # fmt: skip


@pytest.mark.parametrize("missing", ["MOTCUA_SECRET_KEY", "MOTCUA_MASTER_KEY"])
def test_without_its_keys_nothing_starts(tmp_path, missing):
    done = run(
        "-c", f"import os; os.environ.pop({missing!r}); import django; django.setup()",
        tmp_path=tmp_path,
    )  # fmt: skip
    assert done.returncode != 0
    assert missing in done.stderr


def test_the_deployment_check_is_clean_and_settings_are_safe(tmp_path):
    names = [
        "DEBUG", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_DOMAIN", "MOTCUA_SIMULATORS",
        "MOTCUA_ALLOW_LOOPBACK", "SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST",
        "ACCOUNT_EMAIL_VERIFICATION",
    ]  # fmt: skip
    done = run("-c", SHOW % names, tmp_path=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
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
