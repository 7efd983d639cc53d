"""The same cases in Spark, in a pool of processes and in one process: equal digests. What is not installed is not run."""

import importlib.util
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from pyarrow import parquet

import enforcerules as er
from enforcerules import batch
from enforcerules.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("spark_replay", EXAMPLES / "spark_replay.py")
    made = importlib.util.module_from_spec(spec)
    sys.modules["spark_replay"] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "rules.bundle"
    assert main(["build", "cn", "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def archive(example, tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    example.make_archive(folder, partitions=3, rows=60)
    return folder


def test_a_digest_knows_neither_order_nor_cuts(example, bundle, archive):
    pieces = [one for file in sorted(archive.rglob("*.parquet")) for one in parquet.ParquetFile(file).iter_batches()]
    decided = list(batch.Decider(er.load(bundle)).stream(pieces))
    whole = batch.digest(decided)
    assert whole == example.alone(bundle, archive)
    cut = [one.slice(at, 7) for one in reversed(decided) for at in range(0, one.num_rows, 7)]
    assert batch.digest(cut) == whole
    assert batch.digest(decided[1:]) != whole


def in_a_process(bundle, path):
    decider = batch.Decider(er.load(bundle))
    return [one.to_pydict() for one in decider.stream(parquet.ParquetFile(path).iter_batches())]


def test_processes_give_what_one_process_gives(bundle, archive):
    files = sorted(archive.rglob("*.parquet"))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(in_a_process, [str(bundle)] * len(files), files))
    assert made == [in_a_process(str(bundle), one) for one in files]


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="not run: pyspark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="not run: there is no Java")
def test_spark_gives_what_one_process_gives(example, bundle, archive, tmp_path):
    """The example as a user runs it, on two local workers."""
    command = [sys.executable, str(EXAMPLES / "spark_replay.py"), str(bundle), str(archive), str(tmp_path / "decided")]
    made = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    assert made.stdout.strip() == example.alone(bundle, archive)
    assert example.digest_of(tmp_path / "decided") == made.stdout.strip()


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="not run: ray is not installed")
def test_ray_gives_what_one_process_gives(example, bundle, archive, tmp_path):
    import ray

    ray.init(num_cpus=2, include_dashboard=False)
    try:
        cases = ray.data.read_parquet(str(archive))
        cases.map_batches(
            lambda table: next(example.decided(str(bundle), iter([table.combine_chunks().to_batches()[0]]))),
            batch_format="pyarrow",
        ).write_parquet(str(tmp_path / "decided"))
    finally:
        ray.shutdown()
    assert example.digest_of(tmp_path / "decided") == example.alone(bundle, archive)


@pytest.mark.skipif(importlib.util.find_spec("dask") is None, reason="not run: dask is not installed")
def test_dask_gives_what_one_process_gives(example, bundle, archive):
    from dask import bag

    files = bag.from_sequence(sorted(map(str, archive.rglob("*.parquet"))), npartitions=2)
    decided = files.map_partitions(lambda some: [list(_pieces(example, bundle, one)) for one in some])
    digests = decided.compute(scheduler="sync")
    assert batch.digest(piece for pieces in digests for piece in pieces) == example.alone(bundle, archive)


def _pieces(example, bundle, file):
    return example.decided(str(bundle), parquet.ParquetFile(file).iter_batches())
