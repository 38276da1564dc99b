import os
from typing import cast

from django.conf import settings
from django.core.asgi import get_asgi_application

from plandugnad.config.body_limit import Application, BodyLimit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plandugnad.config.settings")

# A little above the limit of one file: the form around it, and so that the page itself can say what was too large.
application = BodyLimit(cast(Application, get_asgi_application()), settings.UPLOAD_LIMIT_BYTES + 1024**2)
