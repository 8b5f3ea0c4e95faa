"""North Korea in Southeast Asia: YAML records in, a reference site out.

The pipeline, one module per stage, imports in one direction:

    dates, vocabularies, problems      values every stage speaks in
    model                              what a record is (pydantic)
    loader                             YAML files to records with positions
    archive                            the records of one folder, linked
    checks                             rules across records
    derive                             what is computed: attestation, grade, measures in force
    pages, exports, feeds, …           files written from an archive
    site                               the build, from a data folder to a site swapped in whole
"""
