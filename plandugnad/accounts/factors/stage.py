from django.http import HttpResponse

from plandugnad.accounts import shown
from plandugnad.accounts.theirs.factors import AuthenticateStage


class SecondStep(AuthenticateStage):
    """Asked of whoever has a factor, unless a provider has already asked for more than one thing."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if shown.has_two_steps(self.request, self.login.user):
            return None, True
        return super().handle()
