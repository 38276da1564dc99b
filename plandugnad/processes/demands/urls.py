from django.urls import path

from plandugnad.processes.demands import views

urlpatterns = [path("kommuner/<str:number>/lovkrav/", views.demands, name="municipality_demands")]
