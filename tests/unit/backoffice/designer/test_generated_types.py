from motcua.backoffice.designer.typescript import typescript
from motcua.backoffice.management.commands.export_service_schema import TARGET


def test_the_designers_types_are_those_of_the_document():
    assert TARGET.read_text(encoding="utf-8") == typescript(), "run export_service_schema"
