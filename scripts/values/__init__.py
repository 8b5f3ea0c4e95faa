"""What every stage speaks in: dates, problems, formats, vocabularies, escaped text.

Comes in: nothing of the record. Goes out: values and small functions over them. No module here knows what a record is.
"""
