"""What production can't do without: everything that is wrong is told at once, each with the name and a good value."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from newsroom.settings import env

SECRET_LENGTH = 50  # characters; what Django's own deployment check asks for
PLACEHOLDERS = ("insecure", "change", "example", "secret", "only-for")
EMAIL_SECURITY = ("starttls", "tls", "none")


def refuse_unfit_environment() -> None:
    """Raise one ImproperlyConfigured that lists every variable that is missing or unfit."""
    faults = [fault for check in CHECKS if (fault := check())]
    if faults:
        raise ImproperlyConfigured("Tahrir can't start in production:\n" + "\n".join(f"  - {fault}" for fault in faults))


def secret_key() -> str:
    value = env.text("SECRET_KEY")
    good = "give the output of `openssl rand -hex 32`"
    if not value:
        return f"SECRET_KEY is missing: {good}"
    if len(value) < SECRET_LENGTH or len(set(value)) < 5 or any(word in value.lower() for word in PLACEHOLDERS):
        return f"SECRET_KEY is too short or a placeholder: {good}"
    return ""


def database_url() -> str:
    value = env.text("DATABASE_URL")
    if not value:
        return "DATABASE_URL is missing: as in DATABASE_URL=postgres://tahrir:password@db:5432/tahrir"
    if urlsplit(value).scheme not in {"postgres", "postgresql"}:
        return "DATABASE_URL is not PostgreSQL's: as in DATABASE_URL=postgres://tahrir:password@db:5432/tahrir"
    return ""


def site_url() -> str:
    value = env.text("SITE_URL")
    parts = urlsplit(value)
    if parts.scheme == "https" and parts.hostname and not parts.path.strip("/"):
        return ""
    return f"SITE_URL={value!r}: give the address that readers type, with https and without a path, as in SITE_URL=https://news.example.org"


def allowed_hosts() -> str:
    hosts = env.words("ALLOWED_HOSTS")
    good = "give the site's names, separated by commas, as in ALLOWED_HOSTS=news.example.org,www.news.example.org"
    if not hosts or "*" in hosts:
        return f"ALLOWED_HOSTS={','.join(hosts)!r}: {good}"
    host = urlsplit(env.text("SITE_URL")).hostname
    if host and not any(host == name or (name.startswith(".") and f".{host}".endswith(name)) for name in hosts):
        return f"ALLOWED_HOSTS={','.join(hosts)!r} leaves out {host}, the host of SITE_URL: {good}"
    return ""


def email_host() -> str:
    if env.text("EMAIL_HOST"):
        return ""
    return "EMAIL_HOST is missing: give the server that sends the newsroom's mail, as in EMAIL_HOST=smtp.example.org"


def email_sender() -> str:
    if "@" in env.text("DEFAULT_FROM_EMAIL"):
        return ""
    return "DEFAULT_FROM_EMAIL is missing: give the address that mail comes from, as in DEFAULT_FROM_EMAIL=desk@example.org"


def email_security() -> str:
    value = env.text("EMAIL_SECURITY", "starttls")
    return "" if value in EMAIL_SECURITY else f"EMAIL_SECURITY={value!r}: give one of {', '.join(EMAIL_SECURITY)}"


CHECKS = (secret_key, database_url, site_url, allowed_hosts, email_host, email_sender, email_security)
