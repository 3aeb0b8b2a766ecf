"""Tiếng Việt: codes of certifying with Spark."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str | None]] = {
    "spark.not_installed": (
        "Chưa cài Spark cho Python, nên chưa chạy được --spark {master}.",
        'Cài thêm: python -m pip install "cdht[spark]" (chừng 400 MB), hoặc bỏ --spark: một máy thường là đủ.',
    ),
    "spark.no_java": (
        "Máy này chưa có Java, mà Spark cần Java 17 trở lên.",
        "Cài Java (ví dụ: sudo apt install openjdk-17-jre-headless), hoặc đặt JAVA_HOME, hoặc bỏ --spark.",
    ),
    "spark.unknown_master": (
        'Không hiểu --spark "{master}".',
        "Ghi local[2] để chạy trên máy này bằng 2 lõi, hay spark://MÁY:7077 cho một cụm.",
    ),
    "spark.no_answer": (
        "Không nối được với cụm Spark ở {master}.",
        "Xem máy chủ Spark đã chạy chưa, tên máy và cổng có đúng không (thường là 7077).",
    ),
    "spark.no_workers": (
        "Cụm Spark ở {master} không có máy nào nhận việc.",
        "Bật ít nhất một máy chạy việc (worker) còn đủ bộ nhớ, hoặc giảm spark.executor.memory.",
    ),
    "spark.not_started": (
        "Spark không khởi động được với {master}: {reason}",
        "Xem bản Java (17 trở lên) và các đặt trong spark-defaults.conf.",
    ),
    "spark.failed": (
        "Spark dừng giữa chừng: {reason}",
        "Kết quả cũ còn nguyên. Bảng và kết quả phải ở thư mục mà mọi máy trong cụm cùng thấy.",
    ),
    "spark.only_parquet": (
        "Chạy bằng Spark thì bảng và kết quả phải là Parquet.",
        "Bảng: một tệp .parquet hay một thư mục gồm các tệp ấy; kết quả: --out TÊN.parquet.",
    ),
    "table.empty_folder": (
        "Thư mục này không có tệp .parquet nào.",
        "Chỉ thư mục có các tệp .parquet của bảng.",
    ),
}

WORDS: dict[str, str] = {}
