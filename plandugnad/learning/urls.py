from django.urls import path

from plandugnad.learning import views

urlpatterns = [
    path("opplaering/", views.learning, name="learning"),
    path("opplaering/<slug:key>/", views.learning_module, name="learning_module"),
    path("opplaering/<slug:key>/sjekk/", views.learning_check, name="learning_check"),
]
