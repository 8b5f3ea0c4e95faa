"""YAML files to one archive of linked records.

Comes in: a data folder. Goes out: an `Archive`, the place of every record and field, and problems. This is the only
stage that reads YAML of the record, and it judges form alone: what a record claims is for `rules`.
"""
