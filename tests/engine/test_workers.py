"""Workers of every kind make the same bytes; they may die, fail and lie, and the build ends, rightly or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest

import newsgen
from newsgen import renderer
from newsgen.reading import parser
from newsgen.workers.mishaps import ExecutorError, WorkerLostError
from newsgen.workers.workforce import Workforce
from tests.engine.corpus import FERRY, SMALL, many
from tests.engine.papers import NOW, Paper, codes, expect_same, pick, small_batches, told

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed here as POSIX systems do")


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    """Give an archive that isn't built yet, handed to workers in small batches."""
    with small_batches():
        yield Paper(tmp_path / "paper").write(SMALL)


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn", None])
@pytest.mark.parametrize("jobs", [2, 4])
def test_however_processes_are_started_the_bytes_are_the_same(
    paper: Paper, method: str | None, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, wanted = paper.clean()
    if method:
        monkeypatch.setenv("NEWSGEN_START_METHOD", method)
    report = paper.built(jobs=jobs)
    assert report.rendered > 40
    expect_same(paper.tree(), wanted)
    assert paper.built(jobs=jobs).rendered == 0


def test_an_unknown_way_to_start_processes_is_refused(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSGEN_START_METHOD", "spoon")
    report = paper.build(jobs=2)
    assert codes(report) == ["executor"]
    assert "spoon" in told(report)
    assert not paper.tree()


@pytest.mark.parametrize("name", ["threads", "shuffled", "twice"])
def test_executors_that_are_brought_along(paper: Paper, name: str) -> None:
    _, wanted = paper.clean()
    paper.built(executor=f"tests.engine.shuffling:{name}")
    expect_same(paper.tree(), wanted)
    assert paper.built(executor=f"tests.engine.shuffling:{name}").rendered == 0


@pytest.mark.parametrize(
    ("factory", "said"),
    [
        ("tests.engine.shuffling:failing", "the scheduler is gone"),
        ("tests.engine.shuffling:raising", "no route to the scheduler"),
        ("tests.engine.shuffling:nonsense", "TypeError"),
        ("tests.engine.shuffling:garbled", "UnpicklingError"),
        ("tests.engine.shuffling:empty", "ValueError"),
        ("tests.engine.shuffling:stale", "other work"),
        ("tests.engine.shuffling:refusing", "cannot schedule new futures"),
        ("tests.engine.shuffling:futureless", "no future"),
        ("tests.engine.shuffling:cancelling", "Cancelled"),
        ("tests.engine.shuffling:no_executor", "no `submit`"),
        ("tests.engine.shuffling:missing", "has no attribute"),
        ("tests.engine.nowhere:any", "No module named"),
        ("tests.engine.shuffling", "could not be started"),
        ("nonsense", "could not be started"),
        (":", "could not be started"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_an_executor_that_fails_or_returns_nonsense_is_refused_with_its_name(
    paper: Paper, factory: str, said: str, is_first: bool
) -> None:
    if not is_first:
        paper.built()
        paper.write({"articles/ferry.md": SMALL["articles/old.md"], "articles/old.md": None})
    before = paper.tree()
    report = paper.build(executor=factory)
    assert codes(report) == ["executor"], told(report)
    assert report.diagnostics[-1].span.path == factory
    assert said in told(report)
    assert paper.tree() == before
    paper.built()
    paper.expect_clean()


def test_workers_of_another_version_are_refused(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version that work is sent with is not that of the worker who does it."""
    from newsgen.workers import executors

    def worked(*values: Any) -> Any:
        return real(*values[:-1], "another")

    real: Any = executors._worked
    monkeypatch.setattr(executors, "_worked", worked)
    report = paper.build(executor="tests.engine.shuffling:threads")
    assert codes(report) == ["executor"]
    assert "another version" in told(report)
    assert not paper.tree()


# Workers that die


def once(flag: Path) -> bool:
    """Tell whether this is the first time; in whatever process."""
    try:
        flag.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def die() -> None:
    """End this process as the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


@ON_POSIX
@pytest.mark.parametrize("what", ["parsing", "rendering", "both"])
def test_a_worker_that_is_killed_once_is_replaced(
    paper: Paper, what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, wanted = paper.clean()
    parse, render = parser.parse, renderer.Press.render

    def fragile_parse(settings: Any, path: str, data: bytes) -> Any:
        if path == "articles/pier.md" and once(tmp_path / "parsed"):
            die()
        return parse(settings, path, data)

    def fragile_render(press: Any, job: Any) -> Any:
        if job.output.path == FERRY and once(tmp_path / "rendered"):
            die()
        return render(press, job)

    if what != "rendering":
        monkeypatch.setattr(parser, "parse", fragile_parse)
    if what != "parsing":
        monkeypatch.setattr(renderer.Press, "render", fragile_render)
    monkeypatch.setenv("NEWSGEN_START_METHOD", "fork")
    paper.built(jobs=2)
    assert (tmp_path / "parsed").exists() == (what != "rendering")
    assert (tmp_path / "rendered").exists() == (what != "parsing")
    expect_same(paper.tree(), wanted)


@ON_POSIX
@pytest.mark.parametrize("what", ["parsing", "rendering"])
@pytest.mark.parametrize("jobs", [2, 4])
def test_a_story_that_kills_each_worker_is_named(
    paper: Paper, what: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse, render = parser.parse, renderer.Press.render

    def deadly_parse(settings: Any, path: str, data: bytes) -> Any:
        if path == "articles/pier.md":
            die()
        return parse(settings, path, data)

    def deadly_render(press: Any, job: Any) -> Any:
        if job.output.origin == "articles/pier.md":
            die()
        return render(press, job)

    paper.built()
    before = paper.tree()
    for path in ("articles/pier.md", "articles/old.md"):
        paper.write({path: (paper.root / path).read_bytes() + b"And more.\n"})
    paper.write({"templates/base.html": '{% extends "base.html" %}{% block footer %}{% endblock %}'})
    with monkeypatch.context() as context:
        context.setenv("NEWSGEN_START_METHOD", "fork")
        if what == "parsing":
            context.setattr(parser, "parse", deadly_parse)
        else:
            context.setattr(renderer.Press, "render", deadly_render)
        start = time.monotonic()
        report = paper.build(jobs=jobs)
        assert time.monotonic() - start < 30
    assert codes(report) == ["worker-lost"], told(report)
    assert report.diagnostics[-1].span.path == "articles/pier.md"
    assert paper.tree() == before
    paper.built(jobs=jobs)
    paper.expect_clean()


@ON_POSIX
def test_a_worker_that_is_killed_from_outside_in_a_real_build(tmp_path: Path) -> None:
    """With the real thresholds, the real command, and somebody who kills what works most."""
    paper = Paper(tmp_path / "paper").write(many(450))
    _, wanted = paper.clean()
    build = subprocess.Popen(
        [sys.executable, "-m", "newsgen", "build", "--now", NOW, "--jobs", "2"],
        cwd=paper.root,
        env={**os.environ, "PYTHONPATH": str(Path(newsgen.__file__).parents[1]), "NEWSGEN_START_METHOD": "fork"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    killed = 0
    while build.poll() is None and not killed:
        for child in children(build.pid):
            time.sleep(0.1)
            os.kill(child, signal.SIGKILL)
            killed += 1
            break
    try:
        _, said = build.communicate(timeout=60)
    finally:
        build.kill()
        build.communicate()
    assert killed
    assert build.returncode == 0, said
    assert "Traceback" not in said
    expect_same(paper.tree(), wanted)


def children(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(found) for found in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


# The seam itself


def doubled(common: int, batch: Sequence[int]) -> list[int]:
    """Work: as simple as it gets. A negative number is deadly."""
    if any(number < 0 for number in batch):
        die()
    return [number * common for number in batch]


@ON_POSIX
def test_what_is_lost_is_done_again_and_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSGEN_START_METHOD", "fork")
    with Workforce(3) as force:
        results = [
            number for found in force.each(doubled, 2, [[n, n + 1] for n in range(0, 60, 2)]) for number in found
        ]
    assert sorted(results) == list(range(0, 120, 2))
    with Workforce(3) as force, pytest.raises(WorkerLostError) as caught:
        list(force.each(doubled, 2, [[1, 2], [3, -4], [5, 6]]))
    assert caught.value.piece == -4


def fragile(flags: str, batch: Sequence[int]) -> list[int]:
    """Work that kills its process the first time that it meets a number that can be divided by seven."""
    for number in batch:
        if number % 7 == 0 and once(Path(flags) / str(number)):
            die()
    return list(batch)


@ON_POSIX
@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_deaths_one_after_another(method: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each time the pool is broken up, and a new one takes over its work and perhaps its descriptors."""
    monkeypatch.setenv("NEWSGEN_START_METHOD", method)
    for turn in range(pick(3, 12)):
        flags = tmp_path / str(turn)
        flags.mkdir()
        with Workforce(3) as force:
            found = force.each(fragile, str(flags), [[number, number + 1] for number in range(1, 40, 2)])
            assert sorted(number for numbers in found for number in numbers) == list(range(1, 41))


def large(delay: float, batch: Sequence[int]) -> bytes:
    """Work whose result takes a while to hand back, in a process that dies soon."""
    if batch[0]:
        threading.Timer(delay, die).start()
    return b"x" * 50_000_000


@ON_POSIX
@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_a_worker_that_dies_while_it_hands_back_a_result(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a result is in the pipe, and nobody else may write there: Python's own pool waits for ever."""
    monkeypatch.setenv("NEWSGEN_START_METHOD", method)
    for turn in range(pick(4, 12)):
        start = time.monotonic()
        with Workforce(2) as force, suppress(WorkerLostError):
            list(force.each(large, 0.001 + 0.02 * turn / 4, [[0], [1], [0]]))
        assert time.monotonic() - start < 20


class Packed:
    """Something common to all work, which knows the threads that packed it for its way."""

    threads: ClassVar[set[threading.Thread]] = set()

    def __reduce__(self) -> tuple[type[int], tuple[int]]:
        self.threads.add(threading.current_thread())
        return int, (2,)


def test_what_goes_to_workers_is_packed_by_the_thread_that_sends_it() -> None:
    """A pool's own thread would walk through what the sender changes meanwhile."""
    Packed.threads.clear()
    with Workforce(2) as force:
        found = force.each(doubled, cast("int", Packed()), [[number] for number in range(10)])
        assert sorted(found) == [[2 * number] for number in range(10)]
    assert Packed.threads == {threading.current_thread()}


def test_no_process_is_left_when_somebody_stops_looking() -> None:
    force = Workforce(2)
    with force:
        next(force.each(doubled, 2, [[n] for n in range(100)]))
        pool: Any = force.crew._executor
        workers = list(pool._processes.values())
        assert workers
    assert not any(worker.is_alive() for worker in workers)


def echoed(_: None, batch: Sequence[bytes]) -> Sequence[bytes]:
    """Work that takes longer to bring than to do."""
    time.sleep(0.02)
    return batch


BUSY = """
import signal
from newsgen.workers.workforce import Workforce
from tests.engine.test_workers import echoed

def stop(number, frame):
    raise SystemExit(143)

signal.signal(signal.SIGTERM, stop)
with Workforce(2) as force:
    for _ in force.each(echoed, None, [[bytes(3_000_000)] for _ in range(400)]):
        print("on", flush=True)
"""


@ON_POSIX
@pytest.mark.parametrize("turn", range(4))
def test_stopped_with_its_workers_while_much_is_on_its_way(turn: int) -> None:
    """Nobody waits for those that are gone, and nothing is said of it."""
    places = (Path(newsgen.__file__).parents[1], Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))}
    command = [sys.executable, "-c", BUSY]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, start_new_session=True) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == b"on\n"
        time.sleep(turn / 50)
        os.killpg(build.pid, signal.SIGTERM)
        try:
            _, said = build.communicate(timeout=20)
        finally:
            build.kill()
    assert (build.returncode, said) == (143, b"")


def test_an_executor_is_asked_for_only_when_there_is_work() -> None:
    with Workforce(1, "tests.engine.shuffling:raising") as force:
        nothing: list[list[int]] = []
        assert list(force.each(doubled, 2, nothing)) == []
        with pytest.raises(ExecutorError, match="no route"):
            list(force.each(doubled, 2, [[1]]))


# An engine for more than one machine


def dask_cluster() -> Any:
    """Return the executor of a scheduler with two worker processes, on the loopback interface."""
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    )
    return distributed.Client(cluster).get_executor()


@pytest.mark.server
@pytest.mark.filterwarnings("default")
def test_dask_makes_the_same_bytes(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install distributed")
    sources = str(Path(newsgen.__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((sources, str(Path(__file__).parents[2]))))
    _, wanted = paper.clean()
    try:
        paper.built(executor="tests.engine.test_workers:dask_cluster")
    finally:
        client = distributed.default_client()
        cluster = client.cluster
        client.close()
        cluster.close()
    expect_same(paper.tree(), wanted)
    assert paper.built().rendered == 0
