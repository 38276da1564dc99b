from django.urls import path

from plandugnad.plans.views import (
    collaboration,
    collaboration_front,
    collaboration_mandates,
    exports,
    portfolio,
    takeout,
)

urlpatterns = [
    path("kommuner/<str:number>/", portfolio.portfolio, name="portfolio"),
    path("kommuner/<str:number>/tabell/", portfolio.portfolio_table, name="portfolio_table"),
    path("kommuner/<str:number>/uttak/<str:format>/", exports.portfolio_export, name="portfolio_export"),
    path("kommuner/<str:number>/ta-med-alt/", takeout.takeout, name="takeout"),
    path("samarbeid/", collaboration.collaborations, name="collaborations"),
    path("samarbeid/<uuid:id>/", collaboration_front.collaboration, name="collaboration"),
    path("samarbeid/<uuid:id>/side-om-side/", collaboration.collaboration_compare, name="collaboration_compare"),
    path("samarbeid/<uuid:id>/planer/", collaboration.collaboration_plans, name="collaboration_plans"),
    path("samarbeid/<uuid:id>/mandat/", collaboration_mandates.mandates, name="mandates"),
    path("samarbeid/<uuid:id>/mandat/<uuid:mandate_id>/fil", collaboration_mandates.mandate_file, name="mandate_file"),
    path(
        "samarbeid/<uuid:id>/mandat/<uuid:mandate_id>/fjern/",
        collaboration_mandates.mandate_remove,
        name="mandate_remove",
    ),
    path(
        "samarbeid/<uuid:id>/mandat/<uuid:mandate_id>/angre/",
        collaboration_mandates.mandate_return,
        name="mandate_return",
    ),
    path("samarbeid/<uuid:id>/uttak/<str:format>/", exports.collaboration_export, name="collaboration_export"),
]
