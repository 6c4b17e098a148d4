"""The client of a cluster, with one that answers at will: what is tried again, and what is given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import pytest
from distributed import KilledWorker

from pipeline import build
from pipeline.bounds import Bounds
from pipeline.build_report import Report
from pipeline.cache import Cache
from pipeline.cluster import answer, bundle, job, message, scheduling
from pipeline.cluster.connection import Connection
from pipeline.cluster.scheduling import Cluster, build_articles
from pipeline.cluster.stations import READS, StationLost, Stations
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.stages import Artifact
from pipeline.product import MadeArtifact, Product

HTML = tuple(each for each in FORMATS if each.file == "deck.html")
PRODUCT = Product("a", (MadeArtifact(Artifact("deck.html", "html", b"<p>", 1, "slide"), "e" * 64, 0.1),), ())
TEXT = "---\ntitle: A\n---\n\n# One\n\nWords.\n"


class FakeClient:
    """A client of Dask with one outcome after the other: bytes, an exception, or a function for one."""

    status = "running"
    # What each worker answers when it is asked for its fingerprint.
    fingerprints: Mapping[str, str] = {"tcp://a": "{}"}

    def __init__(self, outcomes: Sequence[object]) -> None:
        self.outcomes = list(outcomes)
        self.orders: list[bytes] = []
        self.places: list[Any] = []

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.fingerprints, 1)

    def run(self, function: Any, workers: Sequence[str], on_error: str) -> dict[str, Any]:
        return {each: self.fingerprints[each] for each in workers}

    def submit(self, function: Any, *values: Any, key: str, pure: bool, workers: Any = None) -> Future[bytes]:
        future: Future[bytes] = Future()
        self.orders.append(values[0])
        self.places.append(workers)
        outcome = self.outcomes.pop(0)
        if callable(outcome):
            outcome = outcome()
        if isinstance(outcome, Future):
            return outcome
        if outcome == "lost":
            self.status = "connecting"
            outcome = CancelledError()
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            assert isinstance(outcome, bytes)
            future.set_result(outcome)
        return future


Try = Callable[..., tuple[list[Report], FakeClient]]


@pytest.fixture(scope="module")
def stations() -> Iterator[Stations]:
    one = Stations(READS)
    yield one
    one.close()


@pytest.fixture
def attempt(tmp_path: Path, stations: Stations, monkeypatch: pytest.MonkeyPatch) -> Try:
    """Build an article with these outcomes of its tasks."""
    monkeypatch.chdir(tmp_path)
    # Its processes are for all tests of this module.
    monkeypatch.setattr(stations, "close", lambda: None)

    def run(*outcomes: object, names: Sequence[str] = ("a",)) -> tuple[list[Report], FakeClient]:
        for name in names:
            Path(f"{name}.md").write_text(TEXT, "utf-8")
        client = FakeClient(outcomes)
        connection = Connection(client, "tcp://host:1", {}, untrusted=False)
        connection.wait()
        plan = build.Plan(HTML, Path("out"), cache=Cache(tmp_path / "cache"))
        locations = [locate(str(tmp_path / f"{name}.md"), tmp_path) for name in names]
        cluster = Cluster(connection, stations, [])
        reports = build_articles(locations, plan, Bounds(), 1, lambda *step: None, cluster)
        return [report for _, report in reports], client

    return run


def pack(outcome: answer.Outcome) -> bytes:
    return message.pack(answer.to_message(outcome))


def test_what_comes_back_is_written_and_stored(attempt: Try, tmp_path: Path) -> None:
    [report], _ = attempt(pack(PRODUCT))
    assert [each.path for each in report.artifacts] == [Path("out/a/deck.html")]
    assert Path("out/a/deck.html").read_bytes() == b"<p>"
    assert Cache(tmp_path / "cache").get("e" * 64)
    # It is built again when a file changes that it was read from here.
    assert str(tmp_path / "a.md") in {path for (kind, path, *_), _ in report.answers if kind == "content"}


def test_an_entry_of_the_cache_is_not_replaced(attempt: Try, tmp_path: Path) -> None:
    Cache(tmp_path / "cache").put("e" * 64, b"own")
    attempt(pack(PRODUCT))
    assert Cache(tmp_path / "cache").get("e" * 64) == b"own"


@pytest.mark.parametrize("first", [CancelledError(), pack(answer.Refusal({"Dossier": "0"}))])
def test_a_task_that_built_nothing_is_given_again(attempt: Try, first: object) -> None:
    [report], client = attempt(first, pack(PRODUCT))
    assert len(client.orders) == 2
    assert report.artifacts


def test_a_task_that_nobody_builds_is_given_up(attempt: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "_MOST_REFUSALS", 2)
    [report], _ = attempt(*[pack(answer.Refusal({}))] * 3)
    assert report.failed_paths
    assert report.diagnostics[0].message == "3 workers in a row have not built it"


def test_a_task_that_goes_to_other_workers_is_given_once(
    attempt: Try, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeClient, "fingerprints", {"tcp://a": "{}", "tcp://c": '"it lacks Pango"'})

    def refuse_and_go() -> bytes:
        monkeypatch.setattr(FakeClient, "fingerprints", {"tcp://b": "{}", "tcp://c": '"it lacks Pango"'})
        return pack(answer.Refusal({}))

    [report], client = attempt(refuse_and_go, pack(PRODUCT))
    assert client.places == [["tcp://a"], ["tcp://b"]]
    assert report.artifacts


def test_the_answer_of_a_worker_that_the_article_was_taken_from_is_dropped(
    attempt: Try, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "_LOOK", 0.0)
    monkeypatch.setattr(FakeClient, "fingerprints", {"tcp://a": "{}", "tcp://c": '"it lacks Pango"'})
    late: Future[bytes] = Future()

    def go() -> Future[bytes]:
        monkeypatch.setattr(FakeClient, "fingerprints", {"tcp://b": "{}", "tcp://c": '"it lacks Pango"'})
        return late

    def answer_late() -> bytes:
        late.set_result(b"no message")
        return pack(PRODUCT)

    [report], client = attempt(go, answer_late)
    assert client.places == [["tcp://a"], ["tcp://b"]]
    assert not report.diagnostics
    assert report.artifacts


def test_without_a_worker_that_builds_it_does_not_wait_for_ever(
    attempt: Try, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "_LOOK", 0.0)
    monkeypatch.setattr(scheduling, "_NO_WORKERS", 0.0)
    monkeypatch.setattr(FakeClient, "fingerprints", {"tcp://a": "{}"})

    def go() -> Future[bytes]:
        monkeypatch.setattr(FakeClient, "fingerprints", {})
        return Future()

    with pytest.raises(DossierError, match="it has had no worker that builds") as failure:
        attempt(go)
    assert [each.code for each in failure.value.diagnostics] == ["workers-missing"]


def ask_one_that_is_ended(stations: Stations) -> None:
    with stations.one() as station:
        stations.close()
        station.ask(message.Message({"read": {}}))


def test_a_station_that_is_ended_while_it_is_lent_is_lost_and_not_lent_again() -> None:
    stations = Stations(READS)
    try:
        with pytest.raises(StationLost):
            ask_one_that_is_ended(stations)
        with stations.one():
            stations.close()
        assert not stations.free
    finally:
        stations.close()


class FakeWorker:
    """The worker that Dask names in such a failure."""

    address: Any = "tcp://a"


LAST_WORKER: Any = FakeWorker()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (KilledWorker("key", LAST_WORKER, 3), "4 workers have ended while they built it"),
        (b"no message", "a worker gives an invalid answer"),
        (pack(Product("a", (), ())), "its artifacts are not those that were asked for"),
        (pack(DossierError([error("code", "its own words", Place("a.md"))])), "its own words"),
    ],
)
def test_an_article_that_cannot_be_built_is_a_finding(attempt: Try, outcome: object, words: str) -> None:
    Path("out/a").mkdir(parents=True)
    Path("out/a/deck.html").write_bytes(b"old")
    [report], client = attempt(outcome)
    assert words in report.diagnostics[0].message
    assert report.failed_paths == (Path("out/a/deck.html"),)
    assert Path("out/a/deck.html").read_bytes() == b"old"
    assert len(client.orders) == 1


def test_a_scheduler_that_is_lost_ends_all(attempt: Try) -> None:
    with pytest.raises(DossierError, match="the scheduler has gone away"):
        attempt("lost")


def test_a_scheduler_without_dossier_is_told(attempt: Try) -> None:
    with pytest.raises(DossierError, match="cannot run jobs of Dossier: RuntimeError: no module") as failure:
        attempt(RuntimeError("no module named pipeline"))
    assert [each.code for each in failure.value.diagnostics] == ["cluster-unable"]


def test_a_file_that_articles_share_is_sent_once_more_and_then_by_its_digest(
    attempt: Try, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "_SHARING_SIZE", 1)
    reports, client = attempt(*[pack(PRODUCT)] * 4, names=("a", "b", "c"))
    assert [each.failed_paths for each in reports] == [()] * 3
    files = [set(message.unpack(each).files) for each in client.orders if each != TEXT.encode()]
    assert client.orders.count(TEXT.encode()) == 1
    assert list(map(len, files)) == [1, 0, 0]


def test_a_station_builds_only_for_its_own_fingerprint(
    stations: Stations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(TEXT, "utf-8")
    article = bundle.collect(locate("a.md", Path("source")), Cache(None))
    with stations.one() as station:
        own = station.fingerprint
        outcomes = [
            answer.from_message(
                station.ask(job.to_message(job.Job(article, build.Plan(HTML), Bounds(), fingerprint))),
                "a",
                HTML,
                10**8,
            )
            for fingerprint in (own, {**own, "weasyprint": "0"})
        ]
    assert isinstance(outcomes[0], Product)
    assert outcomes[0].artifacts
    assert outcomes[1] == answer.Refusal(own)
