"""What the worker does for readers' pages: each job loads what it is about and calls one function.

Procrastinate finds its jobs by this module's name. A job waits under a name of its own, which stays when code moves.
"""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles import renditions
from articles.models import Photo

# 3, 9, 27 and 81 seconds apart: long enough for a full disk to be noticed, short enough for the day's news.
PATIENT = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.task(name="articles.make_renditions", retry=PATIENT)
def make_renditions(photo_id: int) -> None:
    """Nothing to do for a picture that was deleted meanwhile."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo:
        renditions.make(photo)


@app.periodic(cron="20 3 * * *")
@app.task(name="articles.remove_forgotten_pictures", queueing_lock="articles.remove_forgotten_pictures", retry=PATIENT)
def remove_forgotten_pictures(timestamp: int) -> None:
    """By night; `timestamp` is what Procrastinate gives every periodic job."""
    renditions.remove_forgotten()
