"""The wheel carries what a checkout has: the package, its data and the styles."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with ZipFile(next(tmp_path.glob("dossier-*.whl"))) as wheel:
        names = set(wheel.namelist())
    data = {".csl", ".css", ".html", ".js", ".json", ".lua", ".md", ".toml", ".ttf"}
    for folder, text in (("pipeline", "pipeline"), ("styles", "pipeline/_styles")):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in data:
                assert f"{text}/{file.relative_to(ROOT / folder)}" in names
    assert "pipeline/_styles/tokens.toml" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
