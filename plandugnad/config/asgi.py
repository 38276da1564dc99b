import os
from typing import cast

from django.core.asgi import get_asgi_application

from plandugnad.config.body_limit import Application, BodyLimit
from plandugnad.config.head_limit import HeadLimit
from plandugnad.config.limits import limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plandugnad.config.settings")

_pages = HeadLimit(BodyLimit(cast(Application, get_asgi_application()), *limits()))

from plandugnad.worksheets.live.door import Live  # noqa: E402  # it uses tables, which are known from here on

application = Live(_pages)
