from plandugnad.plans.urls import plan, portfolio

urlpatterns = [*portfolio.urlpatterns, *plan.urlpatterns]
