from typing import cast

from django.core.asgi import get_asgi_application

from plandugnad.config.body_limit import Application, BodyLimit

application = BodyLimit(cast(Application, get_asgi_application()), 100 * 1024**2)
