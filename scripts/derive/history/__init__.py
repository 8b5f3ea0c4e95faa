"""What changed in the records, read from the repository's git history of the data folder.

Comes in: a data folder under git. Goes out: a `History` of changes in words. `git` asks git, `compare` compares two
states of the files, `words` says what changed; where a repository is there but cannot be read, nothing is made up.
"""

from scripts.derive.history.git import HistoryError
from scripts.derive.history.read import read_history
from scripts.derive.history.words import NO_HISTORY, Change, History, settled, version_day

__all__ = ["NO_HISTORY", "Change", "History", "HistoryError", "read_history", "settled", "version_day"]
