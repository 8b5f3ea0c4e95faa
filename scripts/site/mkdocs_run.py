"""MkDocs over another docs folder than mkdocs.yml names; run as a process of its own, so that a crash is only its own."""

from __future__ import annotations

import logging
import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError


def main() -> int:
    """`python -m scripts.site.mkdocs_run CONFIG DOCS HTML`."""
    config_file, docs, html = sys.argv[1:]
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
    try:
        build(load_config(config_file, docs_dir=docs, site_dir=html))
    except (Abort, ConfigurationError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
