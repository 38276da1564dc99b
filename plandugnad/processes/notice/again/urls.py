from django.urls import path

from plandugnad.processes.notice.again import views

_ONE = "prosesser/<uuid:id>/varsel/<str:code>/brev/<uuid:sending>/"

urlpatterns = [
    path(f"{_ONE}retur/", views.sending_returned, name="sending_returned"),
    path(f"{_ONE}retur/ta-bort/", views.sending_returned_back, name="sending_returned_back"),
    path(f"{_ONE}pa-nytt/", views.sending_again, name="sending_again"),
]
