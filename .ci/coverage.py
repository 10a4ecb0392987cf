"""Fail unless the engine's branch coverage is whole, counted and not rounded."""

import json
import pathlib
import sys

ENGINE = ("quantity", "rules", "compile", "binding", "evaluation", "explain", "reading", "schemas")

files = json.loads(pathlib.Path("coverage.json").read_text(encoding="utf-8"))["files"]
missing = 0
for name, file in sorted(files.items()):
    inside = name.replace("\\", "/").rsplit("kitemark/", 1)[1]
    if inside.split("/")[0].removesuffix(".py") not in ENGINE:
        continue
    summary = file["summary"]
    gaps = summary["missing_lines"] + summary["missing_branches"]
    missing += gaps
    if gaps:
        print(f"{name}: lines {file['missing_lines']}, branches {file.get('missing_branches', [])}")
print(f"lines and branches of the engine that no test reaches: {missing}")
sys.exit(1 if missing else 0)
