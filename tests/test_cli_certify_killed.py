"""Killed at any moment, a run leaves the old output or the new one; started again it finishes."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from cli import main

ROOT = Path(__file__).resolve().parents[1]
ROWS, MOMENTS, PATIENCE = 50_000, 15, 120
HEAD = "Mã hộ;Thôn;A1.1;A1.2;law_violation"
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""On Windows the latter ends a process as surely."""

KILLED_BEFORE = """
import os, shutil, signal, sys
from pathlib import Path

left = int(sys.argv.pop(1))

def killing(call):
    def counted(*args, **kwargs):
        global left
        if left == 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        left -= 1
        return call(*args, **kwargs)
    return counted

for name in ("mkdir", "replace", "unlink", "write_text"):
    setattr(Path, name, killing(getattr(Path, name)))
shutil.rmtree = killing(shutil.rmtree)

import cli
sys.exit(cli.main())
"""
"""A run that is killed right before its so-manieth step that changes what is on the disk."""


class Kept(NamedTuple):
    """What a finished run leaves: the output, the second file, the receipt."""

    output: bytes
    second: bytes
    receipt: bytes


class Place(NamedTuple):
    """A folder with a table and what runs over it leave."""

    folder: Path

    @property
    def table(self) -> Path:
        return self.folder / "ho.csv"

    @property
    def files(self) -> tuple[Path, Path, Path]:
        names = ("kq.csv", "kq.loi.csv", "kq.bien-nhan.json")
        return tuple(self.folder / name for name in names)

    @property
    def call(self) -> list[str]:
        options = ["--ruleset", "household-qd448-2015", "--out", str(self.files[0])]
        return ["certify", str(self.table), *options]

    def fill(self, rows: int, points: int) -> None:
        """A table of which every tenth row is set aside."""
        lines = (f"HK-{n};Thôn {n % 9};{points + 90 * (n % 10 == 0)};8;không" for n in range(rows))
        self.table.write_text("\n".join([HEAD, *lines]), "utf-8")

    def finish(self) -> Kept:
        result = CliRunner().invoke(main, self.call)
        assert result.exit_code == 0, result.output
        assert not list(self.folder.glob(".*")), "nothing is left lying about"
        return self.kept()

    def kept(self) -> Kept:
        return Kept(*(file.read_bytes() for file in self.files))

    def restore(self, kept: Kept) -> None:
        for file, content in zip(self.files, kept, strict=True):
            file.write_bytes(content)


def prepared(folder: Path, rows: int) -> tuple[Place, Kept, Kept]:
    """A place with an old output and a new table; what old and new runs leave."""
    place = Place(folder)
    place.fill(rows, 5)
    old = place.finish()
    place.fill(rows, 7)
    new = place.finish()
    assert all(a != b for a, b in zip(old, new, strict=True))
    place.restore(old)
    return place, old, new


def assert_whole(place: Place, old: Kept, new: Kept) -> None:
    """Every file is the old or the new one, and the receipt tells whether they are together."""
    now = place.kept()
    for is_, was, will_be in zip(now, old, new, strict=True):
        assert is_ in (was, will_be)
    sealed = json.loads(now.receipt)["sealed"]
    if sealed["output"]["sha256"] == hashlib.sha256(now.output).hexdigest():
        assert now in (old, new)
    else:
        assert (now.output, now.receipt) == (new.output, old.receipt)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A table of many rows, and how long a run over it takes from its first file on."""
    place, old, new = prepared(tmp_path_factory.mktemp("large"), ROWS)
    with started(place) as run:
        first = time.monotonic()
        assert run.wait(PATIENCE) == 0
        took = time.monotonic() - first
    assert place.kept() == new
    return place, old, new, took


def started(place: Place) -> subprocess.Popen[bytes]:
    """A run that has begun to write."""
    command = [sys.executable, str(ROOT / "cli.py"), *place.call]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while not list(place.folder.glob(".*.part")) and run.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.002)
    return run


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_at_any_moment_the_old_or_the_new_is_there(large, moment):
    """At moments spread over the run, its last included; nothing is ever half written."""
    place, old, new, took = large
    place.restore(old)
    with started(place) as run:
        time.sleep(took * moment / (MOMENTS - 1))
        run.send_signal(KILL)
        run.wait(PATIENCE)
    assert_whole(place, old, new)


def test_started_again_it_finishes(large):
    """Over what a killed run left, in place of an old output."""
    place, old, new, took = large
    place.restore(old)
    with started(place) as run:
        time.sleep(took / 2)
        run.send_signal(KILL)
        run.wait(PATIENCE)
    assert place.finish() == new


def test_killed_before_each_step_the_old_or_the_new_is_there(tmp_path):
    """Right before each change on the disk: a folder made, a file moved, a file gone."""
    place, old, new = prepared(tmp_path, 30)
    states = set()
    for step in range(50):
        place.restore(old)
        command = [sys.executable, "-c", KILLED_BEFORE, str(step), *place.call]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert_whole(place, old, new)
        now = place.kept()
        states.add(tuple(is_ == will_be for is_, will_be in zip(now, new, strict=True)))
        if run.returncode == 0:
            break
        assert place.finish() == new
    assert run.returncode == 0
    assert now == new
    moved = {(False, False, False), (True, False, False), (True, True, False), (True, True, True)}
    assert states == moved
