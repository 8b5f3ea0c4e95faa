"""What servers and crawlers are told: security headers for nginx, Apache, Netlify and Cloudflare, security.txt, robots.txt.

The headers are described once, here; the Content-Security-Policy is that of every page (`extra.policy` in mkdocs.yml),
with what a page cannot say of itself added. A host that reads none of the files (GitHub Pages) serves pages that carry
the policy in their heads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path

from scripts.pictures.picture import EMBED_FOLDER
from scripts.values.settings import Settings

# What browsers let a page ask for, as far as they know it by name; the site asks for none of it.
_REFUSED = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
]

# RFC 9116, 2.5.5: less than a year ahead, so that a site that nobody builds any more does not promise an answer.
_VALID_FOR = dt.timedelta(days=360)


def headers(settings: Settings) -> dict[str, str]:
    """Name and value of each header that goes with every answer."""
    return {
        "Content-Security-Policy": f"{settings.content_security_policy}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _REFUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def framed_headers(settings: Settings) -> dict[str, str]:
    """The same for the pages that others may show within theirs: pictures alone (`takeaway.embeds`)."""
    return headers(settings) | {"Content-Security-Policy": settings.content_security_policy}


def security_txt(settings: Settings, today: dt.date) -> str:
    """`/.well-known/security.txt` as RFC 9116 has it; it expires some time after the day of the build."""
    return (
        f"Contact: {settings.repository}/security/advisories/new\n"
        f"{f'Contact: mailto:{settings.email}{chr(10)}' if settings.email else ''}"
        f"Expires: {today + _VALID_FOR}T00:00:00Z\n"
        "Preferred-Languages: en\n"
        f"Canonical: {settings.url}.well-known/security.txt\n"
        f"Policy: {settings.repository}/security/policy\n"
    )


def robots_txt(settings: Settings) -> str:
    """`/robots.txt` (RFC 9309): everything may be read but the Markdown beside each page, which is the same text again."""
    return f"User-agent: *\nAllow: /\nDisallow: /*.md$\n\nSitemap: {settings.url}sitemap.xml\n"


def hosting_files(settings: Settings, today: dt.date, sections: Collection[str] = ()) -> dict[str, str]:
    """Path in the site and text of each file for web servers. `sections` are the folders at the top of the site."""
    values, framed = headers(settings), framed_headers(settings)
    return {
        "nginx-headers.conf": (
            f"# In the server's block: include …/nginx-headers.conf;\n{_nginx(values)}"
            f"# Pictures alone, which others may show within their pages.\nlocation ^~ {settings.root}{EMBED_FOLDER}/ {{\n"
            f"{_nginx(framed)}try_files $uri $uri/index.html =404;\n}}\n"
        ),
        ".htaccess": _apache(values),
        f"{EMBED_FOLDER}/.htaccess": _apache(framed),
        "_headers": _headers(framed, settings, sections),
        ".well-known/security.txt": security_txt(settings, today),
        "robots.txt": robots_txt(settings),
    }


def _nginx(values: Mapping[str, str]) -> str:
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in values.items())


def _apache(values: Mapping[str, str]) -> str:
    lines = "".join(f'    Header always set {name} "{value}"\n' for name, value in values.items())
    return f"<IfModule mod_headers.c>\n{lines}</IfModule>\n"


def _headers(framed: Mapping[str, str], settings: Settings, sections: Collection[str]) -> str:
    """For Netlify and Cloudflare Pages, where a rule can add to another and take nothing back: that nobody may frame a page
    is said of each section but one, as a second policy."""
    rules = ["/*\n", *(f"  {name}: {value}\n" for name, value in framed.items())]
    for path in ("", *(f"{name}/*" for name in sorted(sections) if name != EMBED_FOLDER)):
        rules.append(f"{settings.root}{path}\n  Content-Security-Policy: frame-ancestors 'none'\n")
    return "".join(rules)


def write_hosting(html: Path, settings: Settings, today: dt.date) -> None:
    """Put the files for web servers into a finished site. MkDocs would leave out those that begin with a dot."""
    sections = {path.name for path in html.iterdir() if path.is_dir()}
    for path, text in hosting_files(settings, today, sections).items():
        (html / path).parent.mkdir(parents=True, exist_ok=True)
        (html / path).write_bytes(text.encode())
