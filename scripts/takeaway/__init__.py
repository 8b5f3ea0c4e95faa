"""What readers and programs take away: JSON, CSV, SQLite, a data package, citations, feeds, calendars.

Comes in: an archive and its history. Goes out: (path, content). Nothing here writes a file or knows a page of Markdown.
"""
