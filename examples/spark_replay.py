"""An archive of cases decided by Spark: partitioned Parquet in, partitioned Parquet out, a digest that does not depend on how.

    pip install 'enforcerules[batch,spark]'
    enforcerules build cn -o rules.bundle                      # one file that every worker reads
    python examples/spark_replay.py rules.bundle archive/ decided/

`archive/` is what `make_archive` below writes for a trial, or your own with the columns of docs/batch.md. Beside Java 17 it needs
nothing but the two extras. On a cluster give the master by `spark-submit` and put the bundle where all workers can read it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from enforcerules import batch

AMOUNTS = {"fine_statutory_lo", "fine_statutory_hi", "fine_lo", "fine_hi", "fine_point"}
RESULTS = ", ".join(f"{name} {'decimal(38,6)' if name in AMOUNTS else 'string'}" for name in ("case", *batch.COLUMNS))


def decided(bundle: str, cases: Iterable[Any]) -> Iterator[Any]:
    """For `mapInArrow`: record batches of cases to record batches of results."""
    for one in batch.of_bundle(bundle).stream(cases):
        yield pa.RecordBatch.from_pydict({name: plain(one.column(name)) for name in one.schema.names})


def plain(column: Any) -> Any:  # noqa: ANN401  an Arrow array
    """Spark takes texts, not dictionaries of them."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def replay(bundle: Path, archive: Path, out: Path, master: str = "local[2]") -> str:
    """Decide every case of an archive; the digest of the results."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master(master)
        .appName("enforcerules")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "65536")
        .getOrCreate()
    )
    try:
        cases = spark.read.parquet(str(archive)).drop("year")  # the folders' own column is no fact
        work = partial(decided, str(bundle.resolve()))
        cases.mapInArrow(work, RESULTS).write.mode("overwrite").parquet(str(out))
    finally:
        spark.stop()
    return digest_of(out)


def digest_of(folder: Path) -> str:
    """The digest of results in a folder, whatever their order and partitions."""
    files = sorted(folder.rglob("*.parquet"))
    return batch.digest(piece for file in files for piece in parquet.ParquetFile(file).iter_batches())


def alone(bundle: Path, archive: Path) -> str:
    """The same in this process, without Spark."""
    files = sorted(archive.rglob("*.parquet"))
    pieces = (piece for file in files for piece in parquet.ParquetFile(file).iter_batches())
    return batch.digest(decided(str(bundle), pieces))


def make_archive(folder: Path, partitions: int = 4, rows: int = 500) -> None:
    """Cases made up for a trial, by the year of the decision: a food matter with values around its limits."""
    for number in range(partitions):
        year = 2022 + number
        count = range(rows)
        columns = {
            "case": [f"{year}-{at}" for at in count],
            "matter": ["food.expired"] * rows,
            "territory": ["640100"] * rows,
            "phase": ["concluded"] * rows,
            "party__kind": ["unit" if at % 2 else "individual" for at in count],
            "party__born": [None if at % 2 else "1980-02-29" for at in count],
            "start": [f"{year}-03-01"] * rows,
            "end": [f"{year}-03-20"] * rows,
            "dates__discovered": [f"{year}-03-25"] * rows,
            "dates__decided": [f"{year}-05-06"] * rows,
            "history": ['{"searched":[{"register":"甲","from":"2000-01-01","to":"2030-01-01"}],"events":[]}'] * rows,
            "经营超过保质期食品": ["true"] * rows,
            "货值金额": [f"{at * 41}.{at % 100:02}" for at in count],
            "危害后果": [("没有", "轻微", None)[at % 3] if at % 50 == 2 else "轻微" for at in count],
            "及时改正": ["true" if at % 4 else "false" for at in count],
            "违法行为轻微": ["true" if at % 5 else "false" for at in count],
        }
        place = folder / f"year={year}"
        place.mkdir(parents=True, exist_ok=True)
        parquet.write_table(pa.table(columns), place / "cases.parquet")


if __name__ == "__main__":
    given, source, target = map(Path, sys.argv[1:4])
    if not source.exists():
        make_archive(source)
    print(replay(given, source, target))
