"""What the worker does for the staff. Procrastinate finds its jobs by this module's name."""

from editorial.passwords import mail_link

__all__ = ["mail_link"]
