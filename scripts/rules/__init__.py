"""The rules across records.

Comes in: linked records. Goes out: problems, each where it stands. Nothing here changes or completes a record.
A rule is written as `rule.rule` says; every module of this folder is imported here, so that none is forgotten.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in sorted(found.name for found in iter_modules(__path__, f"{__name__}.")):
    import_module(_module)
