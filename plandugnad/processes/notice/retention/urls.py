from django.urls import path

from plandugnad.processes.notice.retention import views

_LIST = "prosesser/<uuid:id>/varsel/<str:code>/mottakere/"

urlpatterns = [
    path(f"{_LIST}private/", views.notice_private, name="notice_private"),
    path(f"{_LIST}<uuid:one>/slett/", views.recipient_erase, name="recipient_erase"),
]
