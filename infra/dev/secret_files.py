"""Secrets of this checkout: made once, readable by their owner only, handed on by environment."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def secret_environment(folder: Path) -> dict[str, str]:
    """Every secret the product asks for; run inside the environment (it needs `cryptography`)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return {
        "MOTCUA_SECRET_KEY": _read(folder / "secret-key", lambda: secrets.token_urlsafe(48)),
        "MOTCUA_MASTER_KEY": _read(folder / "master-key", _new_master_key),
        "MOTCUA_OIDC_KEY_FILE": str(_keep(folder / "oidc-key.pem", _new_signing_key)),
    }


def _read(path: Path, make: Callable[[], str]) -> str:
    return _keep(path, make).read_text().strip()


def _keep(path: Path, make: Callable[[], str]) -> Path:
    """Write the secret beside its place and move it there, so that no half of it is ever read."""
    if not path.exists():
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(make())
        try:
            # Not `rename`: whoever came first keeps its secret.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path


def _new_master_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _new_signing_key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
