"""The swap: a finished site takes the place of the one that is there, whole; what is not the site's stays.

A site knows its own files by a list in it, `.files`. Whatever else is in its folder, from the host or from somebody, is
kept: `.git`, `CNAME`, `.nojekyll`, `.well-known/acme-challenge/`.

Where the system can exchange two folders in one step (renameat2 of Linux), no reader ever finds a gap, and a build that
is killed leaves the old site or the new one. Where it cannot, because the place is a mounted volume, for instance, files
are written one by one in such an order that no page ever leads to one that is not there: what pages need, new pages,
changed pages, and only then is deleted what no longer belongs.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from scripts.site.folders import shown
from scripts.site.lock import alone
from scripts.values.problems import BuildError

# The names of a site's own files, one a line, in the site itself.
FILES = ".files"
_DRAFT = ".files.draft"

_HERE = -100  # AT_FDCWD in <fcntl.h>
_EXCHANGE = 2  # RENAME_EXCHANGE in <linux/fs.h>
# What says that two folders cannot be exchanged here, but not that anything is wrong.
_CANNOT = {errno.EBUSY, errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EACCES, errno.EROFS}


def swap(new: Path, place: Path, say: Callable[[str], None] = print) -> None:
    """Put the finished site in the folder `new` into the folder `place`; `new` is used up.

    Raises BuildError where something stands in the way, OSError where the disk says no; `place` is then as it was, or
    where files had to be written one by one, still whole in each page.
    """
    names = {*files_in(new), FILES}
    (new / FILES).write_bytes(_listed(names))
    place.parent.mkdir(parents=True, exist_ok=True)
    with alone(place.parent, say, f"another build is writing beside {shown(place)}; waiting for it"):
        own = _own(place) or names
        _refuse_obstacles(place, own, names)
        fresh = _beside(new, place, say)
        try:
            if not _swap_at_once(fresh, place, own):
                _write_one_by_one(fresh, place, own, names)
        finally:
            _remove(fresh, say)


def files_in(folder: Path) -> set[str]:
    """The names of all files in a folder, symbolic links among them, below it and with slashes."""
    return {
        Path(root, name).relative_to(folder).as_posix()
        for root, dirs, names in os.walk(folder)
        for name in [*names, *(name for name in dirs if Path(root, name).is_symlink())]
    }


def _own(place: Path) -> set[str]:
    """The files that the site in a place says are its own; none where it says nothing."""
    try:
        return set((place / FILES).read_text(encoding="utf-8").splitlines())
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return set()


def _listed(names: set[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted({*names, FILES})).encode()


def _folders_of(names: Iterable[str]) -> set[str]:
    return {parent.as_posix() for name in names for parent in PurePosixPath(name).parents[:-1]}


def _refuse_obstacles(place: Path, own: set[str], names: set[str]) -> None:
    """Raises BuildError for a file of somebody else's where the site has a file or a folder, or the other way round."""
    folders = _folders_of(names)
    for other in sorted(files_in(place) - own):
        if other in names or other in folders or _folders_of([other]) & names:
            raise BuildError(f"{shown(place)}/{other}: is not of the site's making and in its way; move it")


def _beside(new: Path, place: Path, say: Callable[[str], None]) -> Path:
    """Bring a finished site into the folder of the place, into a folder of its own; where nothing may be written, leave it."""
    start = f".{place.name}.new-"
    for left in sorted(place.parent.iterdir()):
        if left.name.startswith(start) and left.is_dir() and not left.is_symlink():  # of a build that was killed
            _remove(left, say)
    try:
        fresh = Path(tempfile.mkdtemp(prefix=start, dir=place.parent))
    except OSError as error:
        if error.errno in _CANNOT and place.is_dir():
            return new
        raise
    try:
        try:
            new.replace(fresh)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            for name in sorted(files_in(new)):
                _copy(new / name, fresh / name)
        # As the old one was, or as any folder is made here: so far it was for its owner alone.
        fresh.chmod(stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o777 & ~_umask())
    except BaseException:
        _remove(fresh, say)
        raise
    return fresh


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except OSError as error:  # names the source, whichever of the two it is about
        raise OSError(error.errno, error.strerror, str(target)) from None


def _swap_at_once(fresh: Path, place: Path, own: set[str]) -> bool:
    """Exchange a new site for what is in the place; returns False, with nothing changed, where that cannot be."""
    if not place.is_dir():
        fresh.rename(place)
        return True
    if fresh.parent != place.parent or not _take_along(place, fresh, own) or not _exchange(fresh, place):
        return False
    _take_along(fresh, place, own)  # what has come into the old folder in the meantime
    return True


def _take_along(old: Path, new: Path, own: set[str]) -> bool:
    """Link what is not the site's from one folder into another; returns False where a part of it is another file system."""
    device = old.stat().st_dev
    folders = _folders_of(own)
    for root, dirs, names in os.walk(old):
        below = Path(root).relative_to(old)
        for name in sorted([*dirs, *names]):
            source, target, path = old / below / name, new / below / name, (below / name).as_posix()
            is_folder = name in dirs and not source.is_symlink()
            if is_folder and source.lstat().st_dev != device:
                return False
            if path in own or os.path.lexists(target) or (is_folder and path in folders):
                continue
            try:
                _hard_link(source, target, is_folder=is_folder)
            except OSError as error:
                if error.errno == errno.EXDEV:
                    return False
                raise
    return True


def _hard_link(source: Path, target: Path, *, is_folder: bool) -> None:
    """The same file under another name, or a copy where the file system knows no second names; a folder anew."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if is_folder:
        target.mkdir()
        shutil.copystat(source, target)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; returns False where the system or the place does not allow it."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if renameat2 is None:
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _write_one_by_one(new: Path, place: Path, own: set[str], names: set[str]) -> None:
    """Bring a place up to date file by file, with the files of `new` that have these names."""
    # Before anything else what may be there from now on, so that after a kill the next build knows its own.
    _write_below(place, FILES, _listed({*own, *names, _DRAFT}))
    for name in sorted(names - {FILES}, key=lambda name: _turn(name, place)):
        source, target = new / name, place / name
        if not (target.is_file() and not target.is_symlink() and filecmp.cmp(source, target, shallow=False)):
            _make_room(place, name)
            _write_below(place, name, source.read_bytes())
    gone = own - names - {_DRAFT}
    for name in sorted(gone, key=lambda name: (not name.endswith(".html"), name)):
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # gone already, or a folder by now
            (place / name).unlink()
    _prune(place, gone)
    _write_below(place, FILES, _listed(names))


def _turn(name: str, place: Path) -> tuple[int, bool, str]:
    """When a file is written: what pages need, then what leads to it, then pages, new ones first."""
    kind = 2 if name.endswith(".html") else 1 if name.endswith("-entry.json") else 0
    return kind, (place / name).exists(), name


def _make_room(place: Path, name: str) -> None:
    """Take away a file of the site's where a folder is to be, and a folder of the site's where a file is."""
    for parent in reversed(PurePosixPath(name).parents[:-1]):
        if os.path.lexists(place / parent) and not (place / parent).is_dir():
            (place / parent).unlink()
    if (place / name).is_dir() and not (place / name).is_symlink():
        shutil.rmtree(place / name)


def _write_below(place: Path, name: str, content: bytes) -> None:
    """Write a file of the site so that no reader sees half of it."""
    target, draft = place / name, place / _DRAFT
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise


def _prune(place: Path, gone: Iterable[str]) -> None:
    """Delete the folders that deleted files have left empty."""
    for folder in sorted(_folders_of(gone), key=len, reverse=True):
        with suppress(OSError):  # holds something still
            (place / folder).rmdir()


def _remove(folder: Path, say: Callable[[str], None]) -> None:
    """Delete a folder of a build's own, and say so where that cannot be done: it harms no later build."""
    shutil.rmtree(folder, ignore_errors=True)
    if os.path.lexists(folder):
        say(f"{shown(folder)} could not be deleted, and is of no use any more; delete it by hand")
