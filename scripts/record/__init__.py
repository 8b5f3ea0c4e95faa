"""What a record is: its kind, its fields, its words, what it says of itself.

Comes in: plain data. Goes out: typed records that never change. Nothing here opens a file or looks at another record.
"""
