"""One comparable form for addresses that people write in many ways. "" means: not usable."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

# Addresses that need no closer look; anything else goes to email-validator. No part of the
# pattern overlaps its neighbour, so it cannot backtrack.
_PLAIN_MAIL = re.compile(
    r"[a-z0-9_+~-]+(?:\.[a-z0-9_+~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
)
_MAIL_LENGTH = 254
_PHONE_LENGTH = 60
_URL_LENGTH = 2_000
_NOT_DIGITS = re.compile(r"[^0-9]+")
# An address in the usual form: scheme, host, path, query; the rest is urlsplit's.
_PLAIN_WEB = re.compile(r"https?://([a-z0-9.-]+)(/[^?#]*)?(\?[^#]*)?(?:#.*)?", re.ASCII)
_EXTENSION = re.compile(r"[;,#]|[xXpPwW](?= ?\d)|[eE]xt", re.ASCII)
_SAME_HOST = {"twitter.com": "x.com", "fb.com": "facebook.com", "linkedin.cn": "linkedin.com"}
_DROPPED_HOSTS = ("www.", "m.", "mobile.")
_PROFILE_HOSTS = frozenset(
    (
        "x.com",
        "facebook.com",
        "github.com",
        "gitlab.com",
        "instagram.com",
        "xing.com",
        "mastodon.social",
        "bsky.app",
        "orcid.org",
        "scholar.google.com",
        "researchgate.net",
        "medium.com",
        "youtube.com",
        "stackoverflow.com",
        "t.me",
    )
)
_NOT_PROFILES = frozenset(("groups", "orgs", "pages", "watch", "company", "organizations"))
_LINKEDIN_PAGES = ("linkedin.com/in/", "linkedin.com/pub/")


def mail(value: str) -> str:
    """An e-mail address in lower case, or "" when it is not one."""
    address = value.strip().removeprefix("mailto:").strip("<> ").lower()
    if len(address) > _MAIL_LENGTH:
        return ""
    if _PLAIN_MAIL.fullmatch(address):
        return address
    return _closer_look(address) if "@" in address else ""


def phone(value: str, region: str | None = None) -> str:
    """A telephone number as `+` and digits, when its country is known; else its digits alone.

    `region` is the two-letter country that numbers without a country code belong to.
    """
    text = value.strip() if value.isascii() else unicodedata.normalize("NFKC", value.strip())
    if len(text) > _PHONE_LENGTH:
        return ""
    main = _EXTENSION.split(text, maxsplit=1)[0]
    digits = _NOT_DIGITS.sub("", main)
    if main.startswith("+") and "(0" not in main:
        return f"+{digits}" if 7 <= len(digits) <= 15 else digits
    return (_international(text, region) or digits) if len(digits) >= 5 else digits


def extension(value: str) -> str:
    """The digits after a telephone number's extension mark; "" for most numbers."""
    parts = _EXTENSION.split(value, maxsplit=1)
    return _NOT_DIGITS.sub("", parts[1]) if len(parts) > 1 else ""


def web(value: str) -> str:
    """A web address as `host/path`: no scheme, no `www`, percent-decoded, no closing slash.

    LinkedIn addresses also lose their country host, query and language suffix, so that one
    profile has one form.
    """
    text = value.strip()
    if not text or len(text) > _URL_LENGTH or " " in text:
        return ""
    parts = _split_url(text if "://" in text else f"https://{text}")
    if parts is None:
        return ""
    host, path, query = parts
    if host == "linkedin.com":
        return f"{host}{'/'.join(path.lower().split('/')[:3])}".rstrip("/")
    return f"{host}{path}{f'?{query}' if query else ''}"


def is_personal_page(normalised: str) -> bool:
    """Whether a normalised web address names one person: an account on a known service."""
    if normalised.startswith("linkedin.com/"):
        return normalised.startswith(_LINKEDIN_PAGES) and len(normalised) > len("linkedin.com/in/")
    host, _slash, path = normalised.partition("/")
    first = path.split("/", 1)[0]
    return host in _PROFILE_HOSTS and bool(path) and first not in _NOT_PROFILES


def _closer_look(address: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(address, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return ""
    return found.normalized.lower() if "." in found.domain else ""


@lru_cache(maxsize=4096)
def _international(text: str, region: str | None) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _split_url(text: str) -> tuple[str, str, str] | None:
    """Host, path and query of an http address, tidied; None for anything else."""
    if plain := _PLAIN_WEB.fullmatch(text):
        host, path, query = plain[1], plain[2] or "", (plain[3] or "?")[1:]
    else:
        try:
            parts = urlsplit(text)
            host, port = (parts.hostname or "").lower().rstrip("."), parts.port
        except ValueError:
            return None
        if parts.scheme.lower() not in ("http", "https"):
            return None
        host = host if port in (None, 80, 443) else f"{host}:{port}"
        path, query = parts.path, parts.query
    path = unquote(path) if "%" in path else path
    if not path.isascii():
        path = unicodedata.normalize("NFC", path)
    return (_plain_host(host), path.rstrip("/"), query) if "." in host else None


def _plain_host(host: str) -> str:
    for prefix in _DROPPED_HOSTS:
        host = host.removeprefix(prefix)
    return "linkedin.com" if host.endswith(".linkedin.com") else _SAME_HOST.get(host, host)
