from motcua.portal.models.pages import HomePage, NewsIndexPage, NewsPage, TextPage

__all__ = ["HomePage", "NewsIndexPage", "NewsPage", "TextPage"]
