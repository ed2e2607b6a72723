"""What the log says of requests: one line for one that was refused, without a stack and without anything of the person's."""

import logging

from django.http import HttpRequest

LONGEST_PATH = 300  # characters
UNAVAILABLE = 503


class RequestLine(logging.Formatter):
    """Says a request by its status, method and path, and what went wrong by its name.

    Whatever else a record of Django's holds (a host, a reason in which a field is quoted) may be about a person. A fault of
    ours keeps its stack; a database that is away gives a line for each request, not a page.
    """

    def format(self, record: logging.LogRecord) -> str:
        status, request = getattr(record, "status_code", None), getattr(record, "request", None)
        if not isinstance(status, int) or not isinstance(request, HttpRequest):
            return super().format(record)
        words = [str(status), plain(str(request.method)), plain(request.path), fault_of(record)]
        said = record.__dict__ | {"msg": " ".join(filter(None, words)), "args": None}
        if status < 500 or status == UNAVAILABLE:
            said |= {"exc_info": None, "exc_text": None, "stack_info": None}
        return super().format(logging.makeLogRecord(said))


def fault_of(record: logging.LogRecord) -> str:
    """The name of the exception; empty where there was none."""
    return record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""


def plain(text: str) -> str:
    """On one line and in reading order, whatever a stranger wrote into it."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:LONGEST_PATH])
