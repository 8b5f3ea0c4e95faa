"""What a record is. One class a kind; field names are the words used in YAML, in templates and in the data files.

Every scalar arrives as text and is typed here. Every key is known or an error. The types of single fields are in
`fields`; the classes stand in modules by what they describe, and all their names are here.
"""

from __future__ import annotations

from scripts.record.audits import Audit
from scripts.record.base import Dispute, Evidenced, Lowered, MarkedDay, Native, Part, Position, Record
from scripts.record.claims import Claim, Query, Saying
from scripts.record.countries import Country, Fact, Mission, Relation
from scripts.record.entities import Entity, Listing
from scripts.record.figures import Indicator, Value
from scripts.record.happenings import Agreement, Event, Happening, Party, Stance, Visit
from scripts.record.measures import Measure, Provision
from scripts.record.people import Official, Post
from scripts.record.removals import Removal
from scripts.record.sources import Assessment, Publisher, Source
from scripts.record.stories import Step, Story
from scripts.record.topics import Topic
from scripts.record.votes import Vote

__all__ = [
    "Agreement",
    "Assessment",
    "Audit",
    "Claim",
    "Country",
    "Dispute",
    "Entity",
    "Event",
    "Evidenced",
    "Fact",
    "Happening",
    "Indicator",
    "Listing",
    "Lowered",
    "MarkedDay",
    "Measure",
    "Mission",
    "Native",
    "Official",
    "Part",
    "Party",
    "Position",
    "Post",
    "Provision",
    "Publisher",
    "Query",
    "Record",
    "Relation",
    "Removal",
    "Saying",
    "Source",
    "Stance",
    "Step",
    "Story",
    "Topic",
    "Value",
    "Visit",
    "Vote",
]
