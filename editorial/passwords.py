"""Passwords are set by the person alone, by a link in a mail in their own language."""

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from editorial.tasks import mail_password_link


def ask_for_link(email: str) -> None:
    """Have the worker mail a link to whoever has this address; the same is done here for known and unknown ones.

    An address that waits for its mail already gets no second one.
    """
    job = mail_password_link.configure(queueing_lock=f"password:{email.lower()}")
    try:
        with transaction.atomic():  # a refused double must not spoil what is saved around it
            job.defer(email=email)
    except AlreadyEnqueued:
        return
