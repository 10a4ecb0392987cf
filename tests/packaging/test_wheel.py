"""The wheel is the product: built, installed in a fresh environment, it works like the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACK = "standards/customer-care/examples/harbour-day-centre.yaml"

pytestmark = pytest.mark.slow


def run(*command: str | Path, where: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, where=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, where=folder)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, where=folder)
    return python


def test_the_wheel_holds_the_standards_and_the_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "kitemark/py.typed",
        "kitemark/render/templates/handbook.html",
        "kitemark/render/templates/page.css",
        "kitemark/standards/customer-care/standard.yaml",
        "kitemark/standards/customer-care/examples/harbour-day-centre.yaml",
        "kitemark/standards/customer-care/README.md",
    } <= names
    assert not [name for name in names if name.startswith("tests/") or name.endswith(".pyc")]


def test_installed_elsewhere_the_command_assesses_a_bundled_pack(python: Path, tmp_path: Path) -> None:
    find = "import kitemark, pathlib; print(pathlib.Path(kitemark.__file__).parent)"
    package = Path(run(python, "-c", find, where=tmp_path).strip())
    assert ROOT not in package.parents
    installed = json.loads(run(python, "-m", "kitemark", "assess", package / PACK, "--format", "json", where=tmp_path))
    checkout = json.loads(
        run(sys.executable, "-m", "kitemark", "assess", ROOT / PACK, "--format", "json", where=tmp_path)
    )
    assert installed == checkout
    assert installed["level"]["established"] == "committed"


def test_installed_elsewhere_the_console_script_lists_the_standards(python: Path, tmp_path: Path) -> None:
    listed = run(python.parent / "kitemark", "standards", where=tmp_path)
    assert "customer-care@1.0.0" in listed
