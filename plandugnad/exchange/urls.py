from django.urls import path

from plandugnad.exchange import switch, views

urlpatterns = [
    path("kommuner/<str:number>/apne-data/", switch.switch, name="open_data_switch"),
    path("kommuner/<str:number>/apne-data/forhandsvisning.json", switch.preview, name="open_data_preview"),
    path("apne-data/", views.open_page, name="open_data"),
    path("apne-data/katalog.jsonld", views.catalogue_file, name="open_catalogue"),
    path("apne-data/planer.<str:format>", views.country_file, name="open_country"),
    path("apne-data/fylker/<str:number>/planer.<str:format>", views.county_file, name="open_county"),
    path("apne-data/kommuner/<str:number>/planer.<str:format>", views.municipality_file, name="open_municipality"),
    path("apne-data/planer/<uuid:id>.json", views.plan_file, name="open_plan"),
]
