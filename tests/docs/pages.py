"""Pages that are run: blocks of a Markdown page, what they are marked with, and what they come to.

A block is marked by an HTML comment on the line above it:

    <!-- file: NAME -->       the block is written to the file NAME
    <!-- add: NAME -->        the block is added to the file NAME
    <!-- run -->              the block (sh or python) is run; it must succeed
    <!-- run: exit 1 -->      the sh block is run and must end with this status
    <!-- output -->           the block is what the last run wrote
    <!-- shows: COMMAND -->   the block is what COMMAND writes

A line `[...]` in what is shown stands for any lines left out. Each page is run in a folder of its
own that holds a copy of `standards/`, with one namespace for all its Python.

With KITEMARK_WRITE_PAGES=1 a block that is shown in full is written anew instead of compared.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import pathlib
import re
import runpy
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
LEFT_OUT = "[...]"
_BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>[^\n]+?) -->\n)?```(?P<kind>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclasses.dataclass(frozen=True)
class Block:
    mark: str
    kind: str
    text: str
    line: int
    span: tuple[int, int]


def blocks(page: pathlib.Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            found["mark"] or "",
            found["kind"],
            found["text"],
            text.count("\n", 0, found.start()) + 1,
            found.span("text"),
        )
        for found in _BLOCK.finditer(text)
    ]


def check(page: pathlib.Path, folder: pathlib.Path) -> int:
    """Run a page in a folder; give how many blocks were run or compared."""
    shutil.copytree(ROOT / "standards", folder / "standards")
    runner = _Runner(page, folder)
    return sum(runner.take(block) for block in blocks(page)) if not runner.writes else runner.write()


class _Runner:
    def __init__(self, page: pathlib.Path, folder: pathlib.Path) -> None:
        self.page = page
        self.folder = folder
        self.writes = bool(os.environ.get("KITEMARK_WRITE_PAGES"))
        self._names: dict[str, object] = {}
        self._last = ""

    def write(self) -> int:
        text, shift, done = self.page.read_text(encoding="utf-8"), 0, 0
        for block in blocks(self.page):
            try:
                done += self.take(block)
            except _DiffersError as error:
                if LEFT_OUT in block.text.split("\n"):
                    raise
                start, end = (at + shift for at in block.span)
                text = text[:start] + error.real + text[end:]
                shift += len(error.real) - (end - start)
                done += 1
        self.page.write_text(text, encoding="utf-8")
        return done

    def take(self, block: Block) -> int:
        word, _, rest = block.mark.partition(":")
        rest = rest.strip()
        match word:
            case "file":
                file = self.folder / rest
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.text, encoding="utf-8")
            case "add":
                with (self.folder / rest).open("a", encoding="utf-8") as file:
                    file.write(f"\n{block.text}")
            case "run" if block.kind == "python":
                self._last = self._python(block)
            case "run":
                self._last = self._shell(block.text, int(rest.removeprefix("exit") or 0), block)
            case "output":
                self._compare(block, self._last)
            case "shows":
                self._compare(block, self._shell(rest, 0, block))
            case _:
                return 0
        return 1

    def _shell(self, command: str, status: int, block: Block) -> str:
        path = os.pathsep.join([str(pathlib.Path(sys.executable).parent), os.environ["PATH"]])
        env = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "NO_COLOR": "1"}
        done = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=self.folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == status, f"{self._at(block)} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def _python(self, block: Block) -> str:
        file = self.folder / "block.py"
        file.write_text("\n" * block.line + block.text, encoding="utf-8")
        said = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(said):
            self._names = runpy.run_path(str(file), init_globals=self._names)
        file.unlink()
        return said.getvalue()

    def _compare(self, block: Block, real: str) -> None:
        if not _shown(block.text, real):
            raise _DiffersError(self._at(block), real)

    def _at(self, block: Block) -> str:
        return f"{self.page.relative_to(ROOT)}:{block.line}"


class _DiffersError(AssertionError):
    def __init__(self, place: str, real: str) -> None:
        super().__init__(f"{place} shows something else than:\n{real}")
        self.real = real


def _shown(shown: str, real: str) -> bool:
    """Tell whether what is shown is what is real, save for lines left out."""
    parts = shown.split(f"{LEFT_OUT}\n")
    if len(parts) == 1:
        return shown == real
    place = 0
    for index, part in enumerate(parts):
        found = real.find(part, place) if index else (0 if real.startswith(part) else -1)
        if found < 0 or (found and real[found - 1] != "\n" and part):
            return False
        place = found + len(part)
    return not parts[-1] or real.endswith(parts[-1])
