"""Fail unless the engine's branch coverage is whole, counted; `options` gives those with which pytest measures it."""

import json
import pathlib
import sys

ENGINE = ("quantity", "rules", "compile", "binding", "evaluation", "explain", "reading", "schemas")

if sys.argv[1:] == ["options"]:
    print(*(f"--cov=kitemark.{room}" for room in ENGINE), "--cov-branch", "--cov-report=json:coverage.json")
    sys.exit()

files = json.loads(pathlib.Path("coverage.json").read_text(encoding="utf-8"))["files"]
found = {name.replace("\\", "/").rsplit("kitemark/", 1)[1].split("/")[0].removesuffix(".py") for name in files}
missing = 0
for name, file in sorted(files.items()):
    summary = file["summary"]
    gaps = summary["missing_lines"] + summary["missing_branches"]
    missing += gaps
    if gaps:
        print(f"{name}: lines {file['missing_lines']}, branches {file.get('missing_branches', [])}")
unmeasured = sorted(set(ENGINE) - found)
print(f"rooms that were not measured: {', '.join(unmeasured) or 'none'}")
print(f"lines and branches of the engine that no test reaches: {missing}")
sys.exit(1 if missing or unmeasured else 0)
