"""The same project with nothing but the tenancy middleware in front of its views."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup()
# After the set-up: apps check there that their middleware is listed.
settings.MIDDLEWARE = ["tenants.middleware.TenantMiddleware"]
application = WSGIHandler()
