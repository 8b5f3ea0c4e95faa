"""The editor's bench: finding and writing records, the preview, what changed, what to look at.

Comes in: what an editor does. Goes out: a page on the screen, a changed YAML file. Nothing of the site depends on it.
"""
