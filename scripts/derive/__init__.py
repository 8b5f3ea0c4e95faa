"""What is computed and never typed: evidence, relations and missions on a day, posts, measures in force, history.

Comes in: an archive (and its git history). Goes out: values. No text for pages is written here; the method page states
these rules in words, and both must say the same.
"""
