"""Work that is shared: forked processes see all that is in memory, and hand back what they made of it.

What a share raises is raised in the process that waits for it, as if nothing had been shared; a share that is killed is an
error of its own. Where a process cannot be forked, this one does the same work in the same order.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from scripts.site.child import end_with
from scripts.values.problems import BuildError

# More processes than these gain little: some stages of a build are one.
MOST_SHARES = 4
_CAN_FORK = "fork" in multiprocessing.get_all_start_methods()

Item = TypeVar("Item")
Made = TypeVar("Made")


def shares() -> int:
    """How many processes share work: as many as there are processors, where a process can be forked."""
    return min(MOST_SHARES, os.cpu_count() or 1) if _CAN_FORK else 1


def shared(work: Callable[[Sequence[Item]], Made], items: Sequence[Item]) -> list[Made]:
    """What `work` makes of each share of the items. One share is made in this process, the others beside it.

    Raises what a share raises, and BuildError when one is killed; nothing is at work any more then.
    """
    parts = [items[n :: shares()] for n in range(shares())]
    with ExitStack() as stack:
        others = [stack.enter_context(beside(partial(work, part))) for part in parts[1:]]
        return [work(parts[0]), *(outcome() for outcome in others)]


@contextmanager
def beside(work: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """Begin work in a process of its own; gives the function that waits for its outcome.

    That raises what the work raises, and BuildError when its process is killed. After the context nothing is at work any more.
    Where no process can be forked, the work is done when its outcome is asked for.
    """
    if not _CAN_FORK:
        yield work
        return
    forks = multiprocessing.get_context("fork")
    here, there = forks.Pipe(duplex=False)
    process = forks.Process(target=_do, args=(work, there, os.getpid()))
    # What is in memory now is not freed meanwhile; a collector that walks over it would copy it into every process.
    gc.freeze()
    with warnings.catch_warnings():
        # Python warns of threads, whose locks a forked process would find held for ever: a share asks for none of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()
    try:
        yield partial(_outcome, process, here)
    finally:
        process.kill()
        process.join()
        here.close()
        gc.unfreeze()


def _do(work: Callable[[], Any], told: Connection, parent: int) -> None:
    """Do work in a forked process, and tell the parent what came of it: what was made, or the error."""
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it is the parent that says that it was interrupted
    gc.disable()
    try:
        outcome = pickle.dumps((work(), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        error.add_note("".join(traceback.format_exception(error)))
        outcome = _packed(error)
    told.send_bytes(outcome)


def _packed(error: Exception) -> bytes:
    """An error for another process; of one that cannot be handed on, its words."""
    try:
        packed = pickle.dumps((None, error))
        pickle.loads(packed)
    except Exception:
        return pickle.dumps((None, BuildError(f"{type(error).__name__}: {error}")))
    return packed


def _outcome(process: BaseProcess, told: Connection) -> Any:
    try:
        made, error = pickle.loads(told.recv_bytes())
    except EOFError:
        process.join()
        code = process.exitcode or 0
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
        raise BuildError(f"a process that shares the work of the build {how}") from None
    process.join()
    if error is not None:
        raise error
    return made
