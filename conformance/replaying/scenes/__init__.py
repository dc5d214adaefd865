"""What is played: for each area of operations.tsv a function that is given its stage."""

import importlib
import pathlib

SCENES = {}
for _file in sorted(pathlib.Path(__file__).parent.glob("[a-z]*.py")):
    SCENES |= importlib.import_module(f"{__name__}.{_file.stem}").SCENES
