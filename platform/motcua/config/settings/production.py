from motcua.config.settings.base import *  # noqa: F403
