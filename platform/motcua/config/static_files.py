"""Static files under names that carry a digest, so that browsers may keep them for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUILT = "app/"
"""Where the front end's build lies; see STATICFILES_DIRS."""


class BuiltStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Vite's files have a digest in their names already and import each other by these names:
    a second digest would break every import of a shared chunk."""

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        if name.startswith(BUILT):
            if self._new_files is not None:
                self._new_files.add(self.clean_name(name))
            return name
        hashed: str = super().hashed_name(name, content, filename)
        return hashed
