from django.db.models import QuerySet

from plandugnad.core.models import SentMail


def sent_mail() -> QuerySet[SentMail]:
    """What a demo would have sent, newest first."""
    return SentMail.objects.order_by("-made_at", "-id")
