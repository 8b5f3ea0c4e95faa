"""North Korea in Southeast Asia: YAML records in, a reference site out.

The pipeline, one module per stage, imports in one direction:

    dates, vocabularies, problems, formats
                                       values every stage speaks in, and how they are written
    model                              what a record is (pydantic)
    loader                             YAML files to records with positions
    archive                            the records of one folder, linked
    checks                             rules across records
    derive                             what is computed: attestation, grade, measures in force
    settings, history                  the site's name and address; what changed in the records, from git
    pages, indexes, overviews, render  pages as data, and their Markdown
    exports, tables, database, package, citations, feeds, calendars
                                       files written from an archive; `takeaway` gathers them
    packing                            checksums and the zip of the finished site
    site                               the build, from a data folder to a site swapped in whole
"""
