"""Where dossiers are filed: its address in Wagtail's admin; the list of services leads there."""

from motcua.backoffice.menu import add_addresses

add_addresses("noi-nop/", "motcua.backoffice.intake.urls")
