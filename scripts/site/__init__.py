"""The build: Markdown and data files to a site that is swapped in whole.

Comes in: a data folder. Goes out: `site/`, or the old one as it was and a problem. This is the only stage, with the
preview, that writes files and knows MkDocs and Pagefind.
"""
