"""What the site is called and where it stands, from mkdocs.yml: the one place that a fork changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote, urlencode, urlsplit

import yaml

from scripts.values.files import ROOT

CONFIG = ROOT / "mkdocs.yml"


@dataclass(frozen=True)
class Settings:
    """Name, description, public address (with a slash at its end), repository and branch of the site, and its policy."""

    name: str
    description: str
    url: str
    repository: str
    # The host under which the record was first published: it stands in ids, which stay when the site moves.
    authority: str
    # The role that answers for the record, and where it reads e-mail; empty while there is no such address.
    responsible: str
    email: str = ""
    branch: str = "main"
    # Directives of the Content-Security-Policy, with their values.
    policy: Mapping[str, str] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The path of the public address: `/`, or `/sub/` where the site stands under a path."""
        return urlsplit(self.url).path

    @property
    def content_security_policy(self) -> str:
        """The policy as it stands in the head of every page."""
        return "; ".join(f"{name} {value}" for name, value in self.policy.items())

    @property
    def editors(self) -> str:
        """Who answers for the records, as a name in a citation."""
        return f"{self.name} editors"

    def edit(self, file: str) -> str:
        """Where a file of the repository is edited."""
        return f"{self.repository}/edit/{self.branch}/{file}"

    def line(self, file: str, n: int) -> str:
        """Where a line of a file is shown."""
        return f"{self.repository}/blob/{self.branch}/{file}#L{n}"

    def mistake(self, address: str) -> str:
        """Where a mistake is reported, with the address of the page or entry filled in; the address is below the site's root."""
        return self._issue("correction", address)

    def missing(self, address: str) -> str:
        """Where something that is missing is proposed, with the address of the page on which it should stand."""
        return self._issue("addition", address)

    def letter(self, title: str, address: str, version: str = "") -> str:
        """An e-mail that reports a mistake (RFC 6068), begun with what it is about; empty where no address is set.

        `address` is below the site's root, `version` the state of the record that the reader saw.
        """
        if not self.email:
            return ""
        told = [f"Record: {title}", f"Address: {self.url}{address}", *([f"Version: {version}"] if version else [])]
        body = "\r\n".join([*told, "", "What is wrong:", "", "What is right:", "", "The source that says so:", ""])
        about = urlencode({"subject": f"Correction: {title}", "body": body}, quote_via=quote)
        return f"mailto:{quote(self.email, safe='@')}?{about}"

    def _issue(self, form: str, address: str) -> str:
        return f"{self.repository}/issues/new?{urlencode({'template': f'{form}.yml', 'address': self.url + address})}"

    def commit(self, id: str) -> str:
        """Where a commit is shown."""
        return f"{self.repository}/commit/{id}"


class _Tolerant(yaml.SafeLoader):
    """Takes the tags that MkDocs knows (`!ENV`, `!!python/name:…`) as nothing: none stands on a value read here."""


_Tolerant.add_multi_constructor("", lambda loader, suffix, node: None)


@cache
def site_settings() -> Settings:
    """The settings of this site. Raises KeyError when mkdocs.yml lacks one."""
    config = yaml.load(CONFIG.read_text(encoding="utf-8"), _Tolerant)
    return Settings(
        name=config["site_name"],
        description=config["site_description"],
        url=config["site_url"].rstrip("/") + "/",
        repository=config["extra"]["repository"].rstrip("/"),
        authority=config["extra"]["authority"],
        responsible=config["extra"]["responsible"],
        email=config["extra"]["email"],
        policy=config["extra"]["policy"],
    )
