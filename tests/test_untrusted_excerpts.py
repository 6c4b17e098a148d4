"""A failure of an untrusted article shows no line of a file, whatever file it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.findings import with_exit_status
from pipeline.model.diagnostics import DossierError, Place, error


@pytest.mark.parametrize("untrusted", [True, False])
def test_only_trusted_failures_show_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], untrusted: bool
) -> None:
    (tmp_path / "s").write_text("TOPSECRET\n")

    @with_exit_status
    def command(*, untrusted: bool) -> int:
        raise DossierError([error("file-missing", "m", Place(str(tmp_path / "s"), 1, 1))])

    with pytest.raises(SystemExit):
        command(untrusted=untrusted)
    assert ("TOPSECRET" in capsys.readouterr().err) is not untrusted
