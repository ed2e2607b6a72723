"""How long the database may take before somebody who waits is told to come back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any


def put_on(database: Mapping[str, Any], limits: Mapping[str, timedelta]) -> None:
    """Give every connection made from now on the limits, by PostgreSQL's names for them; 0 is none.

    `database` as in settings.DATABASES. What its own options say comes last, and so counts more.
    """
    flags = [f"-c {name}={limit // timedelta(milliseconds=1)}" for name, limit in limits.items()]
    database["OPTIONS"]["options"] = " ".join([*flags, database["OPTIONS"].get("options", "")]).strip()
