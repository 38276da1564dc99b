import os
from typing import cast

from django.conf import settings
from django.core.asgi import get_asgi_application

from plandugnad.archive.limits import UPLOAD_ADDRESS, UPLOAD_LIMIT_BYTES
from plandugnad.config.body_limit import Application, BodyLimit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plandugnad.config.settings")

# A little above the limit of one file: the form around it, and so that the page itself can say what was too large.
_AROUND_BYTES = 1024**2
application = BodyLimit(
    cast(Application, get_asgi_application()),
    settings.UPLOAD_LIMIT_BYTES + _AROUND_BYTES,
    {UPLOAD_ADDRESS: UPLOAD_LIMIT_BYTES + _AROUND_BYTES},
)
