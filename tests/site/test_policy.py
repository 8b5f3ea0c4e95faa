"""The strict policy: every kind of page carries it, breaks none of it, and web servers are told it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.site.hosting import hosting_files
from scripts.values.settings import site_settings
from tests.conftest import TODAY
from tests.site.test_pages import pages_of_each_kind

pytestmark = pytest.mark.whole

WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => window.broken.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""


def test_no_kind_of_page_breaks_the_policy(browser: Browser, served: str, real_site: Path) -> None:
    context = browser.new_context(base_url=served)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    broken = {}
    for path in pages_of_each_kind(real_site):
        page.goto(path)
        if path.startswith("search"):
            page.wait_for_selector("#search-app .hits li")
        # Twice a frame: what scripts of the page do at once is done.
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1, path
        found = page.evaluate("window.broken")
        if found:
            broken[path] = found
    assert broken == {}
    assert {url for url in asked if not url.startswith((served, "data:"))} == set()
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


def test_an_inline_script_would_not_run(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto("about/")
    page.evaluate("""() => { const s = document.createElement("p"); document.body.append(s);
        try { s.innerHTML = "<b>x</b>"; } catch (e) { window.refused = true; } }""")
    assert page.evaluate("window.refused") is True
    context.close()


def test_servers_are_told_the_same_policy() -> None:
    settings = site_settings()
    files = hosting_files(settings, TODAY, ["visits", "embed"])
    for name in ("nginx-headers.conf", ".htaccess", "_headers", "embed/.htaccess"):
        assert settings.content_security_policy in files[name]
        assert "Permissions-Policy" in files[name]
    assert f"Sitemap: {settings.url}sitemap.xml" in files["robots.txt"]
    assert "Expires: 2025-01-26T00:00:00Z" in files[".well-known/security.txt"]


def test_pictures_alone_may_be_framed() -> None:
    """By the rules of each server: nginx takes the headers of the place, Apache those of the folder, the others add up."""
    files = hosting_files(site_settings(), TODAY, ["visits", "embed"])
    refused = "frame-ancestors 'none'"
    everywhere, there = files["nginx-headers.conf"].split("location ^~ /embed/ {")
    assert refused in everywhere
    assert refused not in there
    assert refused in files[".htaccess"]
    assert refused not in files["embed/.htaccess"]
    rules = dict(re.findall(r"^(/\S*)\n((?:  .*\n)+)", files["_headers"], re.MULTILINE))
    assert set(rules) == {"/*", "/", "/visits/*"}
    assert refused not in rules["/*"]
    assert rules["/"] == rules["/visits/*"] == f"  Content-Security-Policy: {refused}\n"
