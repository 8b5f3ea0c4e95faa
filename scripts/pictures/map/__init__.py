"""Outlines of the region, made once from Natural Earth (public domain); see README.md."""
