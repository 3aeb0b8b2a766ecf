"""A Spark session on a master, quiet, and stopped at the end; or why there is none."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assessment.errors import Notice, Place, UsageError

_STANDALONE = "spark"
_MASTER = re.compile(r"local(\[[0-9*]+(,[0-9]+)?\])?|yarn|(spark|k8s)://.+")
_ANSWER, _WORKERS = 10, 60
"""Seconds that a master has to answer, and workers to come."""

_UTF_8 = "-Dsun.jnu.encoding=UTF-8 -Dfile.encoding=UTF-8"
_SETTINGS = {
    "spark.app.name": "cdht",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.defaultJavaOptions": _UTF_8,
    "spark.executor.defaultJavaOptions": _UTF_8,
}


@contextmanager
def session_on(master: str) -> Iterator[Any]:
    """A session of PySpark; other settings are those of `spark-defaults.conf`, as everywhere.

    What Spark says is kept from the screen: what goes wrong is raised.

    Raises:
        UsageError: `spark.unknown_master`, `spark.not_installed`, `spark.no_java`,
            `spark.no_answer`, `spark.not_started`, `spark.no_workers`; `spark.failed` for work
            that fails.

    """
    _needed(master)
    from py4j.protocol import Py4JError  # noqa: PLC0415 - the extra is not always installed
    from pyspark.errors import PySparkException  # noqa: PLC0415

    started = None
    try:
        with _gateway(master) as gateway:
            session = started = _started(master, gateway)
            try:
                _await_workers(master, session)
                yield session
            finally:
                session.stop()
    except (Py4JError, PySparkException) as error:
        code = "spark.failed" if started else "spark.not_started"
        _refuse(code, master, reason=_reason(error))


def _needed(master: str) -> None:
    if not _MASTER.fullmatch(master):
        _refuse("spark.unknown_master", master)
    if find_spec("pyspark") is None or find_spec("pyarrow") is None:
        _refuse("spark.not_installed", master)
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and shutil.which("java") is None:
        _refuse("spark.no_java", master)
    if urlsplit(master).scheme == _STANDALONE and not _answers(master):
        _refuse("spark.no_answer", master)


def _answers(master: str) -> bool:
    """Whether one of the masters named can be reached."""
    for address in master.partition("//")[2].split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), _ANSWER).close()
        except (OSError, ValueError, OverflowError):
            continue
        return True
    return False


def _conf(master: str) -> Any:
    from pyspark import SparkConf  # noqa: PLC0415

    return SparkConf().setMaster(master).setAll(list(_SETTINGS.items()))


@contextmanager
def _gateway(master: str) -> Iterator[Any]:
    """A Java process that says nothing, gone at the end."""
    from pyspark import SparkContext  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415

    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    gateway = launch_gateway(_conf(master), quiet)
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - it would be used again


def _started(master: str, gateway: Any) -> Any:
    from pyspark import SparkContext  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    return SparkSession(SparkContext(conf=_conf(master), gateway=gateway))


def _await_workers(master: str, session: Any) -> None:
    """Without a worker a job would wait for ever."""
    if urlsplit(master).scheme != _STANDALONE:
        return
    tracker = session.sparkContext._jsc.sc().statusTracker()  # noqa: SLF001 - no other way
    until = time.monotonic() + _WORKERS
    while len(tracker.getExecutorInfos()) < 2:  # noqa: PLR2004 - the driver is one of them
        if time.monotonic() > until:
            _refuse("spark.no_workers", master)
        time.sleep(0.2)


def _reason(error: Exception) -> str:
    """The innermost cause, in one line."""
    lines = [line.strip() for line in str(error).splitlines()]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    said = causes[-1].removeprefix("Caused by: ") if causes else next(filter(None, lines), "")
    return said or type(error).__name__


def _refuse(code: str, master: str, **params: str) -> None:
    raise UsageError(Notice(code, Place(), {"master": master, **params})) from None
