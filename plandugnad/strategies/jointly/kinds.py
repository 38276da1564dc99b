from django.db import models
from django.utils.translation import gettext_lazy as _


class JointAnswer(models.TextChoices):
    YES = "yes", _("ja, la oss snakke sammen")
    LATER = "later", _("ikke nå")
    NO = "no", _("nei")
