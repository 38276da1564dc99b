from django.urls import path

from plandugnad.web.views import activity, home, pages, representatives, search

urlpatterns = [
    path("", home.home, name="home"),
    path("helse", pages.health, name="health"),
    path("aktivitet/", activity.activity, name="activity"),
    path("sok/", search.search, name="search"),
    path("kommuner/<str:number>/folkevalgt/", representatives.representatives, name="representatives"),
    path("stil/", pages.style, name="style"),
    path("tilgjengelighet/", pages.accessibility, name="accessibility"),
    path("post/", pages.demo_mail, name="demo_mail"),
    path("malform/", pages.set_language, name="set_language"),
]
