from __future__ import annotations

from django.db import models

from samspill.organisations.models import Person


class Unreachable(models.Model):
    """That an address does not receive mail, by the word of its own mail server.

    Only notices tell: they go out whatever anybody has answered. What becomes of an invitation or a reminder is never
    written down by person, since who is reminded is who has not answered.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    """As it was then: an address that has been changed since is another."""
    status = models.CharField(max_length=20)
    since = models.DateField()
    """The first day of the month."""
