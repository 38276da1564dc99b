"""The door of the page workers (`serve --workers`); a single process enters by `asgi`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from plandugnad.config.body_limit import DeclaredBodyLimit
from plandugnad.config.head_limit import DeclaredHeadLimit
from plandugnad.config.limits import limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plandugnad.config.settings")

application = DeclaredHeadLimit(DeclaredBodyLimit(get_wsgi_application(), *limits()))
get_resolver().url_patterns  # noqa: B018  # reads every view now, so that the first caller does not wait for it
