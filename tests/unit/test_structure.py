"""The size of things: a function fits a screen, a module holds one concept."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted([*ROOT.glob("assessment/**/*.py"), *ROOT.glob("scorers/*.py"), ROOT / "cli.py"])
MAX_FUNCTION = 60
MAX_MODULE = 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_and_no_function_is_too_long(path):
    """No module has over 400 lines and no function over 60."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MAX_MODULE
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, functions):
            assert node.end_lineno - node.lineno + 1 <= MAX_FUNCTION, node.name


def test_criteria_hold_no_code():
    """The law is data: nothing under criteria/ but YAML."""
    files = [path for path in (ROOT / "criteria").rglob("*") if path.is_file()]
    assert files
    assert {path.suffix for path in files} == {".yaml"}
