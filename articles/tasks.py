"""What the worker does for readers' pages. Procrastinate finds its jobs by this module's name."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles import renditions
from articles.models import Photo

# 3, 9, 27 and 81 seconds apart: long enough for a full disk to be noticed, short enough for the day's news.
PATIENT = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.task(retry=PATIENT)
def make_renditions(photo_id: int) -> None:
    """Nothing to do for a picture that was deleted meanwhile."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo:
        renditions.make(photo)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="remove_forgotten_pictures")
def remove_forgotten_pictures(timestamp: int) -> None:
    """By night; `timestamp` is what Procrastinate gives every periodic job."""
    renditions.remove_forgotten()
