"""The front end: packages from the lock, built when its sources changed."""

from __future__ import annotations

from infra.dev.node import needs_node_wheel, node_environment, npm
from infra.dev.places import FRONTEND
from infra.dev.stamps import digest_of, is_stamped, put_stamp, sources_under
from infra.dev.steps import Steps

_PACKAGES_STAMP = FRONTEND / "node_modules" / ".motcua-stamp"
BUILD_STAMP = FRONTEND / "dist" / ".motcua-stamp"


def ensure_packages(steps: Steps) -> None:
    """Have ``node_modules`` hold exactly what the lock says."""
    manifests = sorted(
        (*FRONTEND.glob("apps/*/package.json"), *FRONTEND.glob("packages/*/package.json"))
    )
    files = [FRONTEND / "package.json", FRONTEND / "package-lock.json", *manifests]
    digest = digest_of(files, str(needs_node_wheel()))
    if is_stamped(_PACKAGES_STAMP, digest):
        return
    command = npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    steps.run("Installing front-end packages", command, cwd=FRONTEND, env=node_environment())
    put_stamp(_PACKAGES_STAMP, digest)


def ensure_build(steps: Steps) -> None:
    """Have ``frontend/dist`` built from the sources as they are now."""
    digest = digest_of(sources_under(FRONTEND))
    if is_stamped(BUILD_STAMP, digest):
        return
    command = npm("run", "--silent", "build")
    steps.run("Building the front end", command, cwd=FRONTEND, env=node_environment())
    put_stamp(BUILD_STAMP, digest)
