from django.core.wsgi import get_wsgi_application

from plandugnad.config.head_limit import DeclaredHeadLimit

application = DeclaredHeadLimit(get_wsgi_application())
