from plandugnad.plans.urls import area, plan, portfolio

urlpatterns = [*portfolio.urlpatterns, *plan.urlpatterns, *area.urlpatterns]
