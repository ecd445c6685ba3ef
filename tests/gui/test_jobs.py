"""Jobs: results and faults arrive on the window's thread, and cancelling leaves nothing behind."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from argmap.gui.jobs import Jobs
from argmap.model.progress import Progress


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


def test_the_result_arrives_on_the_window_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[object, int, int]] = []

    def work(progress: Progress) -> int:
        progress(0.5, "half")
        return threading.get_ident()

    job = jobs.start("Work", work, lambda result: seen.append((result, threading.get_ident(), 0)))
    with qtbot.waitSignal(jobs.ended):
        assert jobs.is_busy
    assert job.label == "Work"
    ((worker, here, _),) = seen
    assert here == threading.get_ident()
    assert worker != here
    assert not jobs.is_busy


def test_progress_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[tuple[float, str]] = []
    started = threading.Event()

    def work(progress: Progress) -> None:
        started.wait()
        progress(1.0, "all")

    job = jobs.start("Work", work, lambda _: None)
    job.progressed.connect(lambda fraction, words: told.append((fraction, words)))
    with qtbot.waitSignal(jobs.ended):
        started.set()
    assert told == [(1.0, "all")]


def test_a_fault_is_told_and_the_result_is_not(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[object] = []

    def work(progress: Progress) -> None:
        raise ValueError("broken")

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.start("Work", work, done.append)
    assert str(failed.args[0]) == "broken"
    assert not done


def test_cancelling_stops_the_work_quietly(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[object] = []
    faults: list[object] = []
    begun, cancelled = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        cancelled.wait()
        progress(0.5, "half")
        return "finished all the same"

    jobs.failed.connect(faults.append)
    jobs.start("Work", work, done.append)
    begun.wait()
    with qtbot.waitSignal(jobs.ended):
        jobs.cancel_all()
        cancelled.set()
    assert not done
    assert not faults


def test_work_that_never_asks_is_dropped_when_cancelled(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[object] = []
    begun, cancelled = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        cancelled.wait()
        return "too late"

    jobs.start("Work", work, done.append)
    begun.wait()
    with qtbot.waitSignal(jobs.ended):
        jobs.cancel_all()
        cancelled.set()
    assert not done


def test_garbage_is_collected_on_the_window_thread_alone(jobs: Jobs, qtbot: QtBot) -> None:
    """A timer that is destroyed on another thread brings the program down."""

    class Ring(QTimer):
        def __init__(self) -> None:
            super().__init__()
            self.itself = self

    died: list[int] = []
    ring = Ring()
    ring.start(100_000)
    kept = weakref.ref(ring, lambda _: died.append(threading.get_ident()))
    assert gc.isenabled()
    del ring

    def work(progress: Progress) -> int:
        return len([[n] for n in range(200_000)])  # enough to look for garbage of every age

    with qtbot.waitSignal(jobs.ended):
        jobs.start("Work", work, lambda _: None)
    assert gc.isenabled()
    gc.collect()
    assert kept() is None
    assert died == [threading.get_ident()]


def test_a_job_ends_on_the_thread_that_began_it(jobs: Jobs, qtbot: QtBot) -> None:
    gone: list[int] = []

    class Held:
        def __del__(self) -> None:
            gone.append(threading.get_ident())

    def use(held: Held) -> Callable[[Progress], Held]:
        return lambda progress: held

    for _ in range(50):
        with qtbot.waitSignal(jobs.ended):
            jobs.start("Work", use(Held()), lambda result: None)
    gc.collect()
    assert gone == [threading.get_ident()] * 50


def test_nothing_comes_of_a_job_that_was_waited_for(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[object] = []
    jobs.start("Work", lambda progress: "too late", done.append)
    jobs.wait()
    assert not jobs.is_busy
    assert gc.isenabled()
    qtbot.wait(1)
    assert not done


def test_a_result_that_came_too_late_is_let_go_of(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[object] = []
    dropped: list[object] = []
    begun, cancelled = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        cancelled.wait()
        return "too late"

    jobs.start("Work", work, done.append, dropped.append)
    begun.wait()
    with qtbot.waitSignal(jobs.ended):
        jobs.cancel_all()
        cancelled.set()
    assert dropped == ["too late"]
    jobs.start("Work", lambda progress: "at the end", done.append, dropped.append)
    jobs.wait()
    assert dropped == ["too late", "at the end"]
    assert not done


def test_what_a_job_made_is_not_gone_through_for_garbage(jobs: Jobs, qtbot: QtBot) -> None:
    shown: list[list[int]] = []
    with qtbot.waitSignal(jobs.ended):
        job = jobs.start("Work", lambda progress: [[n] for n in range(100_000)], lambda made: shown.extend(made * 2))
    assert len(shown) == 200_000
    assert job.result is not None
    assert gc.isenabled()
    young = sum(len(gc.get_objects(generation=age)) for age in (0, 1))
    assert young < 50_000
