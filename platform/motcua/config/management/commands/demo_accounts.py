from typing import Any

from django.core.management.base import BaseCommand

from motcua.config.demo.places import DEMO_TENANTS, PASSWORD
from motcua.identity.api import get_role
from tenants.api import host_url, platform_url


class Command(BaseCommand):
    help = "Print the addresses and accounts of the demonstration."

    def handle(self, *_args: Any, **_options: Any) -> None:
        lines = [f"Platform (citizens' accounts)  {platform_url('/')}"]
        lines.append(f"Mail that was sent             {platform_url('/simulator/mail/')}")
        for demo in DEMO_TENANTS:
            host = f"{demo.slug}.{self._platform_host()}"
            lines.append("")
            lines.append(f"{demo.short_name}")
            lines.append(f"  portal  {host_url(host, '/')}")
            lines.append(f"  staff   {host_url(host, '/quan-tri/')}")
            lines += [
                f"    {person.username:<12} {get_role(person.role).label}" for person in demo.people
            ]
        lines.append("")
        lines.append(f"Password of every staff account: {PASSWORD}")
        lines.append(
            f"Citizen: congdan@example.vn / {PASSWORD}, or choose a person at the VNeID simulator"
        )
        self.stdout.write("\n".join(lines))

    @staticmethod
    def _platform_host() -> str:
        from django.conf import settings

        return settings.MOTCUA_PLATFORM_HOST
