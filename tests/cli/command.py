"""The real command, run as people run it: in a process of its own, in a pipe or on a terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import yaml

from kitemark.bundled import bundled_folder

KITEMARK = Path(sys.executable).with_name("kitemark")
EXAMPLES = bundled_folder() / "customer-care" / "examples"
HARBOUR = EXAMPLES / "harbour-day-centre.yaml"
PLAIN = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}


def run(*arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
    """The command's answer when its output goes into pipes."""
    return subprocess.run(
        [KITEMARK, *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**PLAIN, **env},
        timeout=120,
    )


def on_terminal(*arguments: object, **env: str) -> tuple[int, str]:
    """The command's exit status, and what it shows on a terminal."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [KITEMARK, *map(str, arguments)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**PLAIN, "TERM": "xterm", **env},
        close_fds=True,
    ) as process:
        os.close(follower)
        shown = b""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if select.select([leader], [], [], 1)[0]:
                try:
                    part = os.read(leader, 65536)
                except OSError:
                    break
                if not part:
                    break
                shown += part
        os.close(leader)
        return process.wait(10), shown.decode("utf-8", "replace").replace("\r\n", "\n")


def refused(*arguments: object, **env: str) -> str:
    """What the command says on standard error of a call or an input that is wrong; nothing else is said."""
    answer = run(*arguments, **env)
    assert answer.returncode == 2, answer
    assert answer.stdout == ""
    assert "Traceback" not in answer.stderr
    assert answer.stderr.strip()
    return answer.stderr


def pack(folder: Path, **keys: object) -> Path:
    """A small pack with its standard beside it, in a folder."""
    (folder / "standard.yaml").write_text(yaml.safe_dump(STANDARD, sort_keys=False, allow_unicode=True), "utf-8")
    path = folder / "pack.yaml"
    path.write_text(yaml.safe_dump({**PACK, **keys}, sort_keys=False, allow_unicode=True), "utf-8")
    return path


STANDARD = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small mark",
    "scale": "s",
    "scales": {"s": [{"value": 0, "name": "No"}, {"value": 1, "name": "Yes"}]},
    "criteria": [{"id": "a", "title": "Café"}],
    "levels": [
        {"id": "bronze", "title": "Bronze", "requires": [{"overall": "50%"}]},
        {"id": "gold", "title": "Gold", "requires": [{"measure": "papers", "at_least": 9}]},
    ],
    "evidence": {"paper": {"fields": {}}},
    "measures": {"papers": {"from": "paper", "take": "count"}},
}
PACK = {
    "standard": "./standard.yaml",
    "organisation": {"id": "o", "name": "Café Ōsaka"},
    "date": "2026-11-01",
    "judgements": [{"criterion": "a", "rating": 1, "assessor": "A", "because": "Seen."}],
}
