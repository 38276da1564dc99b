from django.urls import path

from plandugnad.plans.views import area, timeline

urlpatterns = [
    path("kommuner/<str:number>/tidslinje/", timeline.portfolio_timeline, name="portfolio_timeline"),
    path("fylker/<str:number>/planer/", area.county_plans, name="county_plans"),
    path("fylker/<str:number>/uttak/<str:format>/", area.county_export, name="county_export"),
    path("statsforvaltere/<uuid:id>/planer/", area.state_administrator_plans, name="state_administrator_plans"),
    path(
        "statsforvaltere/<uuid:id>/uttak/<str:format>/",
        area.state_administrator_export,
        name="state_administrator_export",
    ),
    path("norge/", area.nation, name="nation"),
    path("norge/uttak/<str:format>/", area.nation_export, name="nation_export"),
]
