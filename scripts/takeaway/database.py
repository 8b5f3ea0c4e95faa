"""The records as one SQLite file: the tables of `tables`, and views that answer the questions asked most.

Same records, same bytes: a fixed page size, no time stamps, written in one go and vacuumed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.load.archive import Archive, once
from scripts.takeaway.columns import Cell, Column
from scripts.takeaway.tables import Table, tables
from scripts.takeaway.version import UNKNOWN, Version, about
from scripts.values.settings import site_settings

# "nkse" in ASCII: tells `file` and other tools whose file it is.
APPLICATION_ID = 0x6E6B7365


@dataclass(frozen=True)
class View:
    """A question with the view that answers it."""

    name: str
    question: str
    sql: str


@dataclass(frozen=True)
class Example:
    """A question for the data page, with a query; `shown` when the page shows its answer too."""

    question: str
    sql: str
    shown: bool = False


@dataclass(frozen=True)
class Answer:
    """What the data base answers to a query: names of columns, rows."""

    columns: list[str]
    rows: list[tuple[Cell, ...]]


_HOME = "(SELECT id FROM countries WHERE role = 'home')"
VIEWS = (
    View(
        "visits_in_words",
        "Who went where, when, in what rank, and who says so?",
        f"""
SELECT v.earliest_date, v."start", v."end", v.title, a.name AS visitor, b.name AS host, o.name AS leader,
       v.rank, v.kind, v.status, v.counts_as, v.grade, v.attestation,
       CASE WHEN v.visitor = {_HOME} THEN v.host ELSE v.visitor END AS partner,
       CASE WHEN v.visitor = {_HOME} THEN 'in' ELSE 'out' END AS direction, v.id AS visit
  FROM visits v JOIN countries a ON a.id = v.visitor JOIN countries b ON b.id = v.host
       LEFT JOIN officials o ON o.id = v.leader
 ORDER BY v.earliest_date, v.id""",
    ),
    View(
        "meetings",
        "Who met whom, and when?",
        """
SELECT v.earliest_date, p.name AS person, p.country, q.name AS met, q.country AS met_country, v.title, v.grade,
       p.id AS person_id, q.id AS met_id, v.id AS visit
  FROM visits v
       JOIN links came ON came.kind = 'visits' AND came.record = v.id AND came.field IN ('leader', 'delegation')
       JOIN links saw ON saw.kind = 'visits' AND saw.record = v.id AND saw.field = 'met'
       JOIN officials p ON p.id = came.target JOIN officials q ON q.id = saw.target
 GROUP BY v.id, p.id, q.id
 ORDER BY v.earliest_date, v.id, p.id, q.id""",
    ),
    View(
        "last_visits",
        "When did a leader, a minister, a delegation last come from North Korea, and go there?",
        """
SELECT partner, direction, rank, max(earliest_date) AS last_date, title, leader, grade, visit
  FROM visits_in_words WHERE counts_as = 'visit'
 GROUP BY partner, direction, rank
 ORDER BY partner, direction, last_date DESC""",
    ),
    View(
        "visits_by_year",
        "How many visits were there in each year, in and out?",
        """
SELECT partner, CAST(substr(earliest_date, 1, 4) AS INTEGER) AS year, sum(direction = 'in') AS came,
       sum(direction = 'out') AS went
  FROM visits_in_words WHERE counts_as = 'visit'
 GROUP BY partner, year
 ORDER BY partner, year""",
    ),
    View(
        "relations_now",
        "What is the state of relations with each country, and since when?",
        """
SELECT c.name, c.state_of_relations, r.change AS last_change, r.date AS since, c.id AS country
  FROM countries c LEFT JOIN countries_relations r ON r.record = c.id
       AND r.n = (SELECT max(n) FROM countries_relations WHERE record = c.id)
 WHERE c.role IN ('partner', 'organisation')
 ORDER BY c.name""",
    ),
    View(
        "missions_now",
        "Which embassies and other missions are open or suspended, whose, and where?",
        """
SELECT s.name AS sender, h.name AS host, m.city, m.kind, m.status, m.opened, m.as_of, m.record AS country
  FROM countries_missions m JOIN countries s ON s.id = m.sender JOIN countries h ON h.id = m.host
 WHERE m.status IN ('open', 'suspended')
 ORDER BY m.record, m.n""",
    ),
    View(
        "agreements_in_words",
        "What was signed, by whom, in what field, and what became of it?",
        """
SELECT a.earliest_date, a.date, a.title, a.kind, a.status, a.expires, a.grade,
       (SELECT group_concat(name, '; ') FROM (SELECT c.name FROM agreements_parties p
          JOIN countries c ON c.id = p.country WHERE p.record = a.id ORDER BY p.n)) AS parties,
       (SELECT group_concat(value, '; ') FROM (SELECT value FROM lists
          WHERE kind = 'agreements' AND record = a.id AND field = 'fields' ORDER BY n)) AS fields,
       a.id AS agreement
  FROM agreements a
 ORDER BY a.earliest_date, a.id""",
    ),
    View(
        "events_in_words",
        "What happened, of what kind, where?",
        """
SELECT e.earliest_date, e.date, e."end", e.title, e.kind, e.place, e.confidence, e.grade,
       (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT c.name FROM links l JOIN countries c ON c.id = l.target
          WHERE l.kind = 'events' AND l.record = e.id AND l.field = 'countries' ORDER BY c.name)) AS countries,
       e.id AS event
  FROM events e
 ORDER BY e.earliest_date, e.id""",
    ),
    View(
        "people_in_words",
        "Who are the people, for whom do they act, in what offices, and in how many visits and agreements?",
        """
SELECT o.name, (SELECT group_concat(text, '; ') FROM (SELECT text FROM officials_native WHERE record = o.id ORDER BY n)) AS native,
       c.name AS country,
       (SELECT group_concat(title, '; ') FROM (SELECT title FROM officials_posts WHERE record = o.id ORDER BY n)) AS posts,
       (SELECT count(DISTINCT l.record) FROM links l WHERE l.target_kind = 'officials' AND l.target = o.id AND l.kind = 'visits') AS visits,
       (SELECT count(DISTINCT l.record) FROM links l WHERE l.target_kind = 'officials' AND l.target = o.id AND l.kind = 'agreements')
         AS agreements, o.id AS person
  FROM officials o LEFT JOIN countries c ON c.id = o.country
 ORDER BY c.name, o.name, o.id""",
    ),
    View(
        "votes_by_country",
        "How did each country vote in the United Nations, and when?",
        """
SELECT v.date, v.title, v.body, v.symbol, c.name AS country,
       replace(l.field, 'voted_', '') AS ballot, v.id AS vote
  FROM votes v JOIN links l ON l.kind = 'votes' AND l.record = v.id AND l.target_kind = 'countries'
                           AND l.field IN ('voted_for', 'voted_against', 'abstained')
       JOIN countries c ON c.id = l.target
 ORDER BY v.date, v.id, c.name, l.field""",
    ),
    View(
        "ambassadors",
        "Who headed whose mission where, from when to when?",
        """
SELECT o.name, o.country, p.head, p.accredited, p.seat, p."start", p."end", p.seen, p.credentials, p.title, p.record AS person
  FROM officials_posts p JOIN officials o ON o.id = p.record
 WHERE p.head IS NOT NULL
 ORDER BY o.country, coalesce(p."start", p.seen, p."end"), p.record, p.n""",
    ),
    View(
        "sources_in_words",
        "Which documents are cited, who published them, and on whose side?",
        """
SELECT s.date, coalesce(s.title, '[' || s.description || ']') AS title, p.name AS publisher, s.side, s.language, s.kind,
       s.url, s.id AS source
  FROM sources s JOIN publishers p ON p.id = s.publisher
 ORDER BY s.date, s.id""",
    ),
    View(
        "one_word",
        "What rests on one side's word alone?",
        """
SELECT 'visits' AS kind, id AS record, earliest_date, title, attestation, grade FROM visits
 WHERE attestation IN ('dprk', 'partner')
UNION ALL SELECT 'agreements', id, earliest_date, title, attestation, grade FROM agreements
 WHERE attestation IN ('dprk', 'partner')
UNION ALL SELECT 'events', id, earliest_date, title, attestation, grade FROM events
 WHERE attestation IN ('dprk', 'partner')
 ORDER BY 3, 2""",
    ),
    View(
        "listings_now",
        "Which companies, ships and banks stand on a sanctions list, and since when?",
        """
SELECT e.name, e.kind, e.imo, l.list, l.number, l.date AS since, e.id AS entity
  FROM entities_listings l JOIN entities e ON e.id = l.record
 WHERE l.removed IS NULL
 ORDER BY e.name, l.list""",
    ),
    View(
        "measures_at",
        "Which UN provisions were in force when the date of a visit, an agreement, an event began, or began within it? (Context, not legal advice.)",
        """
WITH dated AS (
  SELECT 'visits' AS kind, id, earliest_date, latest_date FROM visits
  UNION ALL SELECT 'agreements', id, earliest_date, latest_date FROM agreements
  UNION ALL SELECT 'events', id, earliest_date, latest_date FROM events)
SELECT d.kind, d.id AS record, d.earliest_date,
       CASE WHEN p."start" || substr('-01-01', length(p."start") - 3) <= d.earliest_date THEN 'in force' ELSE 'begun' END
         AS standing, m.symbol, p.subject, p.paragraph, p.text, m.id AS measure
  FROM dated d JOIN measures_provisions p ON p."start" || substr('-01-01', length(p."start") - 3) <= d.latest_date
       AND (p."end" IS NULL OR p."end" || substr('-12-31', length(p."end") - 3) >= d.earliest_date)
       JOIN measures m ON m.id = p.record AND m.kind = 'resolution'
 ORDER BY d.earliest_date, d.id, m.date, p.n""",
    ),
    View(
        "trade_by_year",
        "How much trade was there, according to whom?",
        """
SELECT i.country, substr(v.date, 1, 4) AS year, i.direction, v.value, v.upper, i.unit, v.estimator, v.sources,
       i.id AS indicator
  FROM indicators i JOIN indicators_values v ON v.record = i.id
 WHERE i.kind = 'trade'
 ORDER BY i.country, v.date, i.id""",
    ),
)
EXAMPLES = (
    Example(
        "The ten latest visits from North Korea at a minister’s rank or above",
        """
SELECT earliest_date, host, leader, title, grade
  FROM visits_in_words
 WHERE direction = 'in' AND rank IN ('leader', 'speaker', 'minister') AND status = 'held'
 ORDER BY earliest_date DESC, visit LIMIT 10""",
        shown=True,
    ),
    Example(
        "How much of each country’s record rests on one side’s word",
        """
SELECT partner, count(*) AS visits, sum(attestation IN ('dprk', 'partner')) AS one_side
  FROM visits_in_words
 GROUP BY partner
 ORDER BY visits DESC, partner""",
        shown=True,
    ),
    Example(
        "Everybody who is on record as having met one person, under any spelling of the name",
        """
SELECT DISTINCT m.earliest_date, m.person, m.met, m.title
  FROM names n JOIN meetings m ON n.kind = 'officials' AND n.record IN (m.person_id, m.met_id)
 WHERE n.folded = 'to lam'
 ORDER BY m.earliest_date""",
    ),
    Example(
        "Agreements on trade that nobody reports as expired or terminated",
        """
SELECT date, title, parties, status
  FROM agreements_in_words
 WHERE fields LIKE '%trade%' AND status IN ('signed', 'in-force')""",
    ),
    Example(
        "The documents under one record, with the side of each",
        """
SELECT DISTINCT s.date, p.name AS publisher, s.side, coalesce(s.title, s.description) AS title, s.url
  FROM links l JOIN sources s ON l.target_kind = 'sources' AND s.id = l.target
       JOIN publishers p ON p.id = s.publisher
 WHERE l.kind = 'visits' AND l.record = '2025-10-09-to-lam-pyongyang'
 ORDER BY s.date""",
    ),
)


@once
def database(archive: Archive, version: Version = UNKNOWN) -> bytes:
    """The SQLite file. Its table `meta` says which state of the record it is; `user_version` is the day as a number."""
    told = {name: value for name, value in about(archive, version, site_settings()).items() if isinstance(value, str)}
    return _filled([table.of_single_values for table in tables(archive)], version, told)


def _filled(found: Sequence[Table], version: Version, told: dict[str, str]) -> bytes:
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute("PRAGMA page_size = 4096")
        base.execute("PRAGMA encoding = 'UTF-8'")
        base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        base.execute(f"PRAGMA user_version = {int(version.day.replace('-', '') or 0)}")
        base.execute("BEGIN")
        base.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        base.executemany("INSERT INTO meta VALUES (?, ?)", told.items())
        for table in found:
            base.execute(create(table))
            marks = ", ".join("?" * len(table.columns))
            base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", table.rows)
        base.execute("CREATE INDEX links_to ON links (target_kind, target)")
        base.execute("CREATE INDEX names_folded ON names (folded)")
        for view in VIEWS:
            base.execute(f"CREATE VIEW {view.name} AS -- {view.question}{view.sql}")
        base.execute("COMMIT")
        broken = base.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ValueError(f"the tables do not fit together: {broken[:3]}")
        base.execute("VACUUM")
        return base.serialize()
    finally:
        base.close()


def create(table: Table) -> str:
    """The statement that makes a table, with its keys, its vocabularies in words."""
    lines = [_definition(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    lines += [
        f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(column.target)} (id)"
        for column in table.columns
        if column.target
    ]
    inner = ",\n  ".join(lines)
    # Where the key is most of the row, a table that is its own index is half as large.
    how = " WITHOUT ROWID" if len(table.key) > 1 else ""
    return f"CREATE TABLE {_quoted(table.name)} ( -- {table.meaning}\n  {inner}\n){how}"


def _definition(column: Column) -> str:
    return f"{_quoted(column.name)} {column.form.sql}{' NOT NULL' if column.required else ''}"


def _quoted(name: str | None) -> str:
    return f'"{name}"'


def answers(archive: Archive, version: Version = UNKNOWN) -> dict[str, Answer]:
    """The answers to the examples that are shown with theirs, by question."""
    base = database(archive, version)
    return {example.question: ask(base, example.sql) for example in EXAMPLES if example.shown}


def ask(base: bytes, sql: str) -> Answer:
    """The answer of a data base to a query."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(base)
        cursor = connection.execute(sql)
        return Answer([str(column[0]) for column in cursor.description], cursor.fetchall())
    finally:
        connection.close()
