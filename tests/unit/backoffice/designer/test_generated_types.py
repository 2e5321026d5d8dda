import pytest

from motcua.backoffice.management.commands.export_service_schema import generated_files


@pytest.mark.parametrize("path", generated_files(), ids=lambda path: path.name)
def test_generated_files_are_up_to_date(path):
    assert path.read_text(encoding="utf-8") == generated_files()[path], "run export_service_schema"
