"""North Korea in Southeast Asia: YAML records in, a reference site out.

Folders are the stages, in the order in which data flow; a folder imports only from those above it in this list
(`make test` proves it with import-linter, see pyproject.toml):

    values     dates, problems, formats, words, escaping: what every stage speaks in
    record     what a record is: the kinds in one table, their fields and terms, what a record says of itself
    load       YAML files to linked records with positions
    derive     what is computed: evidence, relations and missions, posts at the time, measures in force, history
    rules      the rules across records; `rules.check` loads, links and checks a folder
    pictures   plain rows to drawings, and the map; rules and pictures do not know each other
    takeaway   the records as JSON, CSV, SQLite, citations, feeds, calendars
    pages      which pages there are, their values, their Markdown
    site       the build: write, MkDocs, search, links, pack, swap
    edit       the editor's bench: preview, new records
"""
