from django.urls import path

from plandugnad.plans.views import collaboration, exports, portfolio, takeout

urlpatterns = [
    path("kommuner/<str:number>/", portfolio.portfolio, name="portfolio"),
    path("kommuner/<str:number>/tabell/", portfolio.portfolio_table, name="portfolio_table"),
    path("kommuner/<str:number>/uttak/<str:format>/", exports.portfolio_export, name="portfolio_export"),
    path("kommuner/<str:number>/ta-med-alt/", takeout.takeout, name="takeout"),
    path("samarbeid/", collaboration.collaborations, name="collaborations"),
    path("samarbeid/<uuid:id>/", collaboration.collaboration, name="collaboration"),
    path("samarbeid/<uuid:id>/planer/", collaboration.collaboration_plans, name="collaboration_plans"),
    path("samarbeid/<uuid:id>/uttak/<str:format>/", exports.collaboration_export, name="collaboration_export"),
]
