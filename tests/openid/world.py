"""The product over HTTP beside the independent parties: a server in a thread of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.openid.parties import Browser, Parties

PASSWORD = "mot-cau-dai-de-nho"


@dataclass
class World:
    """``tenant``: a ``TenantView``. ``passed``: names of the checks that held."""

    port: int
    parties: Parties
    tenant: Any
    passed: list[str] = field(default_factory=list)

    @property
    def site(self) -> str:
        return f"http://{self.tenant.primary_host}:{self.port}"

    @property
    def platform(self) -> str:
        return f"http://motcua.localhost:{self.port}"

    def inside(self) -> Any:
        from tenants.api import in_tenant

        return in_tenant(self.tenant.schema_name)

    def check(self, name: str, holds: object, detail: object = "") -> None:
        assert holds, f"{name}: {detail}"
        self.passed.append(name)

    def is_staff(self, browser: Browser) -> bool:
        """Whether the browser gets into the staff site."""
        return browser.ask("GET", f"{self.site}/quan-tri/").status == 200


@contextmanager
def served(port: int) -> Iterator[int]:
    """Django's own threaded server; port 0 means any."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", port), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
