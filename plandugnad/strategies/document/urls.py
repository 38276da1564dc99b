from django.urls import path

from plandugnad.strategies.document import views

_ONE = "planstrategi/<uuid:id>/dokument/"

urlpatterns = [
    path(_ONE, views.strategy_document, name="strategy_document"),
    path(f"{_ONE}fil/<str:kind>/", views.strategy_document_file, name="strategy_document_file"),
    path(f"{_ONE}bilde/<str:digest>/", views.strategy_document_picture, name="strategy_document_picture"),
    path(f"{_ONE}avsnitt/<str:code>/", views.strategy_section, name="strategy_section"),
    path(f"{_ONE}avsnitt/<str:code>/historikk/", views.strategy_section_history, name="strategy_section_history"),
    path(
        f"{_ONE}avsnitt/<str:code>/hent/<uuid:event>/", views.strategy_section_restore, name="strategy_section_restore"
    ),
]
