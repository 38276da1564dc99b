from django.urls import path

from plandugnad.notices import views

urlpatterns = [
    path("meg/varsler/", views.wishes, name="notice_wishes"),
    path("varsler/stopp/<str:token>/", views.stop_all, name="notices_stop"),
]
