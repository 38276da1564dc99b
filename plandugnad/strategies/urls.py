from django.urls import include, path

from plandugnad.strategies import views
from plandugnad.strategies.asking.urls import urlpatterns as asking_urls
from plandugnad.strategies.deciding.urls import urlpatterns as deciding_urls
from plandugnad.strategies.document.urls import urlpatterns as document_urls
from plandugnad.strategies.needs.urls import urlpatterns as needs
from plandugnad.strategies.workshop.urls import urlpatterns as workshop_urls

_ALL = "kommuner/<str:number>/planstrategi/"
_ONE = "planstrategi/<uuid:id>/"

urlpatterns = [
    path(_ALL, views.strategies, name="strategies"),
    path(_ONE, views.strategy, name="strategy"),
    path(f"{_ONE}slett/", views.strategy_delete, name="strategy_delete"),
    path(f"{_ONE}hent-tilbake/", views.strategy_undelete, name="strategy_undelete"),
    path("", include("plandugnad.strategies.wheel.urls")),
    path("", include("plandugnad.strategies.jointly.urls")),
    path("", include("plandugnad.strategies.tidying.urls")),
    *needs,
    *workshop_urls,
    *asking_urls,
    *document_urls,
    *deciding_urls,
    path("", include("plandugnad.strategies.living.urls")),
]
