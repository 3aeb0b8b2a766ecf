"""English: codes of certifying with Spark."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "spark.not_installed": (
        "Spark for Python is not installed, so --spark {master} cannot run.",
        'Install it: python -m pip install "cdht[spark]" (about 400 MB), or leave out --spark: one machine is mostly enough.',
    ),
    "spark.no_java": (
        "This machine has no Java, and Spark needs Java 17 or later.",
        "Install Java (for example: sudo apt install openjdk-17-jre-headless), or set JAVA_HOME, or leave out --spark.",
    ),
    "spark.unknown_master": (
        'Not understood: --spark "{master}".',
        "Write local[2] to use 2 cores of this machine, or spark://HOST:7077 for a cluster.",
    ),
    "spark.no_answer": (
        "The Spark cluster at {master} cannot be reached.",
        "See that its master runs, and that host and port are right (mostly 7077).",
    ),
    "spark.no_workers": (
        "The Spark cluster at {master} has no machine that takes work.",
        "Start at least one worker with memory to spare, or lower spark.executor.memory.",
    ),
    "spark.not_started": (
        "Spark cannot start with {master}: {reason}",
        "See the version of Java (17 or later), and what spark-defaults.conf sets.",
    ),
    "spark.failed": (
        "Spark stopped on the way: {reason}",
        "Earlier results are as they were. Table and results must be in a folder that all machines of the cluster see.",
    ),
    "spark.only_parquet": (
        "With Spark the table and the results must be Parquet.",
        "The table: a .parquet file, or a folder of such files; the results: --out NAME.parquet.",
    ),
    "table.empty_folder": (
        "This folder has no .parquet file.",
        "Name a folder that has the .parquet files of the table.",
    ),
}

WORDS: dict[str, str] = {}
