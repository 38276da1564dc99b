from typing import cast

from django.core.asgi import get_asgi_application

from plandugnad.config.body_limit import Application, BodyLimit
from plandugnad.config.head_limit import HeadLimit

application = HeadLimit(BodyLimit(cast(Application, get_asgi_application()), 100 * 1024**2))
