"""Which pages there are, what stands on each, and their Markdown.

Comes in: an archive and its history. Goes out: (page, Markdown). Templates hold layout; what they show is in the values
of a page. Nothing here opens a data file or knows MkDocs.
"""
