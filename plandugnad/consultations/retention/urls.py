from django.urls import path

from plandugnad.consultations.retention import views

_HERE = "horinger/<uuid:id>/personopplysninger/"

urlpatterns = [
    path(_HERE, views.private_data, name="private_data"),
    path(f"{_HERE}slett/", views.private_data_erase, name="private_data_erase"),
    path(f"{_HERE}<uuid:statement>/slett/", views.private_data_erase_one, name="private_data_erase_one"),
]
