"""What the worker does for the staff, in the shape of articles.tasks."""

from procrastinate.contrib.django import app

from articles.tasks import PATIENT
from editorial.mails import password_link
from editorial.models import User


@app.task(name="editorial.mail_password_link", retry=PATIENT)
def mail_password_link(email: str) -> None:
    """Nothing to do where no account with this address may sign in; one that never had a password may."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user:
        password_link(user).send()
