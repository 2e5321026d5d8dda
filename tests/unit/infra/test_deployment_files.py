"""What is shipped to run the product elsewhere: whole, consistent with the settings, and linted."""

import base64
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml

from motcua.config.observability import standing

ROOT = Path(__file__).resolve().parents[3]
INFRA = ROOT / "infra"
COMPOSE = INFRA / "compose" / "compose.yaml"
CHART = INFRA / "helm" / "motcua"
SETTINGS = ROOT / "platform" / "motcua" / "config" / "settings"
NAME = re.compile(r"\bMOTCUA_[A-Z0-9_]+")
# Read by the programs that start the product, not by its settings.
OF_PROGRAMS = {
    "MOTCUA_WEB_PROCESSES", "MOTCUA_WEB_THREADS", "MOTCUA_WORKER_PROCESSES",
    "MOTCUA_WORKER_QUEUES", "MOTCUA_MIGRATE_PROCESSES", "MOTCUA_VERSION",
}  # fmt: skip


def known_settings():
    text = "".join(path.read_text() for path in SETTINGS.glob("*.py"))
    found = set(re.findall(r'env\.\w+\(\s*"(MOTCUA_[A-Z0-9_]+)"', text))
    return found | {f"{name}_FILE" for name in found} | OF_PROGRAMS


def compose():
    return yaml.safe_load(COMPOSE.read_text())


@pytest.mark.parametrize("folder", ["compose", "docker", "helm"])
def test_every_variable_that_is_named_is_a_setting(folder):
    named = {
        name
        for path in (INFRA / folder).rglob("*")
        if path.is_file() and "secrets" not in path.parts
        for name in NAME.findall(path.read_text())
    }
    assert named
    assert not named - known_settings()


def test_compose_is_closed_and_whole():
    parts = compose()
    services, secrets = parts["services"], parts["secrets"]
    made = (INFRA / "compose" / "make-secrets").read_text()
    assert not [name for name in secrets if name not in made]
    for name, service in services.items():
        used = [
            each if isinstance(each, str) else each["source"] for each in service.get("secrets", [])
        ]
        assert not set(used) - secrets.keys(), name
        assert not set(service.get("depends_on", {})) - services.keys(), name
        # Whatever is read from a file of secrets is mounted.
        for value in service.get("environment", {}).values():
            if str(value).startswith("/run/secrets/"):
                assert Path(value).name in used, (name, value)
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (COMPOSE.parent / source).exists(), volume
            else:
                assert source in parts["volumes"], volume
        assert "image" not in service or re.search(r":[^:]+$", service["image"]), name
    # Only the proxy is reached from outside.
    assert [name for name, each in services.items() if "ports" in each] == ["caddy"]
    owner = {n for n, each in services.items() if "owner_database_url" in str(each.get("secrets"))}
    assert owner == {"migrate", "owner-jobs"}
    for name in ("web", "worker", "beat", "owner-jobs", "migrate"):
        assert services[name]["read_only"], name
        assert services[name]["cap_drop"] == ["ALL"], name


def test_the_pooler_keeps_sessions():
    text = (INFRA / "compose" / "pgbouncer" / "pgbouncer.ini").read_text()
    assert re.search(r"^pool_mode = session$", text, re.MULTILINE)
    assert re.search(r"^server_reset_query = DISCARD ALL$", text, re.MULTILINE)


def test_secrets_are_made_once_and_load(tmp_path):
    shutil.copy(INFRA / "compose" / "make-secrets", tmp_path)
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: making secrets was not tried")

    def make():
        subprocess.run([tmp_path / "make-secrets"], check=True, capture_output=True)
        return {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}

    made = make()
    assert make() == made
    assert set(compose()["secrets"]) <= made.keys()
    assert json.loads(made["s3_json"])["identities"][0]["credentials"]
    assert made["web_password"] in made["web_database_url"]
    assert len(base64.b64decode(made["master_key"])) == 32


def test_the_image_is_small_in_rights():
    text = (INFRA / "docker" / "Dockerfile").read_text()
    final = text.rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001" in final
    assert "HEALTHCHECK" in final
    assert "--require-hashes" in text
    assert "npm ci" in text
    assert not re.findall(r"^FROM \S+:latest", text, re.MULTILINE)
    for source in re.findall(r"^COPY (?!--from)(?:--\S+ )?(\S+)", text, re.MULTILINE):
        assert (ROOT / source).exists(), source


def test_the_chart_names_only_values_it_has():
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    text = "".join(path.read_text() for path in (CHART / "templates").iterdir())
    for dotted in set(re.findall(r"\.Values\.([A-Za-z.]+)", text)):
        place = values
        for part in dotted.split("."):
            assert part in place, dotted
            place = place[part]
    secrets = set(re.findall(r"/run/secrets/([a-z0-9-]+)", text)) - {""}
    comment = (CHART / "values.yaml").read_text()
    assert not [name for name in secrets if name not in comment]


def rendered():
    """By Helm, or by Go's own templates, which is all the chart uses."""
    if helm := shutil.which("helm"):
        return subprocess.run([helm, "template", "motcua", CHART], check=True, capture_output=True,
                              text=True).stdout  # fmt: skip
    if importlib.util.find_spec("go_template") is None:
        pytest.skip("neither helm nor the package go-template is installed: chart not rendered")
    parts = (CHART / "templates" / "_parts.tpl").read_text()
    texts = []
    with tempfile.TemporaryDirectory() as folder:
        values = Path(folder) / "values.yml"
        own = yaml.safe_load((CHART / "values.yaml").read_text())
        values.write_text(yaml.safe_dump({"Values": own, "Release": {"Name": "motcua"}}))
        for path in sorted((CHART / "templates").glob("*.yaml")):
            template, output = Path(folder) / f"{path.stem}.tpl", Path(folder) / path.name
            template.write_text(parts + path.read_text())
            code = f"import go_template as g; g.render_template({str(template)!r}, {str(values)!r}, {str(output)!r})"
            subprocess.run([sys.executable, "-c", code], check=True)
            texts.append(output.read_text())
    return "\n---\n".join(texts)


def test_the_chart_makes_what_kubernetes_knows():
    import kubernetes_validate

    found = [each for each in yaml.safe_load_all(rendered()) if each]
    kinds = {f"{each['kind']}/{each['metadata']['name']}" for each in found}
    assert {
        "Deployment/motcua-web", "Deployment/motcua-worker", "Deployment/motcua-beat",
        "Deployment/motcua-owner-jobs", "Job/motcua-migrate", "PodDisruptionBudget/motcua-web",
        "HorizontalPodAutoscaler/motcua-web", "NetworkPolicy/motcua", "Ingress/motcua",
    } <= kinds  # fmt: skip
    for each in found:
        kubernetes_validate.validate(each, "1.34", strict=True)
        pod = each.get("spec", {}).get("template", {}).get("spec")
        if pod:
            assert pod["securityContext"]["runAsNonRoot"]
            (container,) = pod["containers"]
            assert container["securityContext"]["readOnlyRootFilesystem"]
            names = [entry["name"] for entry in container["env"]]
            assert len(names) == len(set(names))
            assert sum("DATABASE_URL" in name for name in names) == 1


def test_yaml_is_tidy():
    places = [COMPOSE, CHART / "values.yaml", CHART / "Chart.yaml",
              *(INFRA / "observability").glob("*.yaml")]  # fmt: skip
    rules = "{extends: default, rules: {line-length: {max: 120}, document-start: disable, braces: disable, comments: {min-spaces-from-content: 1}, truthy: disable}}"
    done = subprocess.run([sys.executable, "-m", "yamllint", "--strict", "-d", rules, *places],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("program", "arguments", "files"),
    [
        ("hadolint", [], ["docker/Dockerfile", "docker/pgbouncer.Dockerfile"]),
        ("shellcheck", [], ["docker/run", "compose/make-secrets", "compose/postgres/roles.sh"]),
        ("caddy", ["validate", "--adapter", "caddyfile", "--config"], ["compose/caddy/Caddyfile"]),
        ("promtool", ["check", "rules"], ["observability/alerts.yaml"]),
    ],
)
def test_their_own_tools_are_content(program, arguments, files):
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed: {', '.join(files)} were not linted by it")
    done = subprocess.run([found, *arguments, *(INFRA / each for each in files)],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_dashboard_and_alerts_ask_for_figures_there_are():
    """A renamed figure would leave an alert that never fires."""
    there = {"motcua_requests_total", "motcua_request_seconds_bucket", "motcua_measured_seconds_ago",
             "up", *(f"motcua_{name}" for name in standing._OF_ALL)}  # fmt: skip
    there |= {f"motcua_{name}{end}" for name in standing._BY_TENANT for end in ("", "_worst")}
    alerts = yaml.safe_load((INFRA / "observability" / "alerts.yaml").read_text())
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    board = json.loads((INFRA / "observability" / "dashboard.json").read_text())
    asked = [rule["expr"] for rule in rules]
    asked += [target["expr"] for panel in board["panels"] for target in panel.get("targets", [])]
    assert len(asked) >= 12
    for question in asked:
        named = set(re.findall(r"\b(motcua_[a-z_]+|up)\b", question))
        assert named, question
        assert named <= there, question
    for rule in rules:
        book = rule["annotations"]["runbook"]
        assert (ROOT / book.partition("#")[0]).exists(), book
