"""Web addresses as editors copy them from a browser: what of them belongs to the page, and what to the one who followed a link."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

# What senders of links add to learn who followed them, by the name of the parameter.
_TRACKING = re.compile(
    r"(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|mc_cid|mc_eid|igshid|igsh|_ga|_gl|ref_src|ref_url|spm|ncid"
    r"|cmpid|__twitter_impression|zarsrc|gidzl)",
    re.IGNORECASE,
)
# The same page for telephones, in a page's name and in its host's.
_AMP_PARAMETERS = {("amp", "1"), ("amp", ""), ("outputType", "amp"), ("output", "amp")}
_AMP_HOST = re.compile(r"amp\.(?=.+\..)", re.IGNORECASE)
_SNAPSHOT = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_*]*/(https?:/.*)", re.IGNORECASE)


def cleaned(url: str) -> str:
    """An address without what tells who followed it, and without the mark of a page for telephones; else as it is."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in query if not _TRACKING.fullmatch(pair[0]) and pair not in _AMP_PARAMETERS]
    # An address without any of it stays letter for letter, however its query is written.
    asked = parts.query if kept == query else urlencode(kept)
    fragment = "" if parts.fragment.startswith(":~:") else parts.fragment  # words that a browser shows in yellow
    return urlunsplit(parts._replace(netloc=_AMP_HOST.sub("", parts.netloc, count=1), query=asked, fragment=fragment))


def original(url: str) -> str:
    """The address of which a snapshot in the Wayback Machine was taken; any other address as it is."""
    found = _SNAPSHOT.fullmatch(url)
    return re.sub(r"^(https?:)/(?!/)", r"\1//", found[1]) if found else url


def key(url: str) -> str:
    """An address without what does not change the page: scheme, www, m, a slash at the end, the fragment."""
    bare = re.sub(r"^https?://(www\d?\.|m\.)?", "", unquote(url).split("#")[0], flags=re.IGNORECASE)
    return bare.rstrip("/")


def host(url: str) -> str:
    """The host of an address as people say it: without www and m, in small letters; empty where there is none."""
    try:
        return re.sub(r"^(www\d?\.|m\.)", "", urlsplit(url).hostname or "")
    except ValueError:
        return ""
