from django.urls import include, path

from plandugnad.accounts.http import open_to_all
from plandugnad.api import views
from plandugnad.api.problems import not_here
from plandugnad.api.routes import service

urlpatterns = [
    path("meg/api/", views.tokens, name="api_tokens"),
    path("meg/api/<uuid:id>/steng/", views.token_revoke, name="api_token_revoke"),
    path("api/", views.reference, name="api_reference"),
    path("api/v1/openapi.json", views.description, name="api_description"),
    path("api/v1/", include((service.urls[0], "api"))),
    path("api/<path:rest>", open_to_all(not_here), name="api_nowhere"),
]
