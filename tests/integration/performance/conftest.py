from tests.integration.portal.conftest import signed_in

__all__ = ["signed_in"]
