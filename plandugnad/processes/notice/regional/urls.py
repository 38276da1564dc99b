from django.urls import path

from plandugnad.processes.notice.regional import views

_ALL = "samarbeid/<uuid:id>/mottakere/"

urlpatterns = [
    path(_ALL, views.recipients, name="regional_recipients"),
    path(f"{_ALL}ny/", views.recipient_add, name="regional_recipient_add"),
    path(f"{_ALL}utelat/", views.recipient_leave_out, name="regional_recipient_leave_out"),
    path(f"{_ALL}<uuid:recipient>/", views.recipient, name="regional_recipient"),
    path(f"{_ALL}<uuid:recipient>/fjern/", views.recipient_remove, name="regional_recipient_remove"),
    path(f"{_ALL}<uuid:recipient>/hent-tilbake/", views.recipient_return, name="regional_recipient_return"),
]
