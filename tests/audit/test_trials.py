"""Writers killed at random points, many writers at once, and records under other environments: smaller runs of the scripts."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import small

SCRIPTS = small.ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))
import reproduce  # noqa: E402

PYTHONS = os.environ.get("ENFORCERULES_PYTHONS", "").split(os.pathsep)


def script(name, *words):
    command = [sys.executable, str(SCRIPTS / name), *map(str, words)]
    made = {**os.environ, "PYTHONPATH": str(small.ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=made, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def kind_of(kind, request):
    return request.getfixturevalue("postgres_url") if kind == "postgres" else kind


@pytest.mark.parametrize("kind", ["sqlite", "directory", "postgres"])
def test_writers_killed_at_random_points_lose_nothing(kind, request):
    """40 kills; docs/audit.md has the figures of 1,000."""
    code, told = script("log_trials.py", "kill", "--count", 40, "--kind", kind_of(kind, request))
    assert code == 0, told
    assert told["acknowledged"] > 0
    assert (told["kills"], told["lost"], told["unreadable"], told["unsound"]) == (40, 0, 0, 0)


@pytest.mark.parametrize(("kind", "appends"), [("sqlite", 2000), ("directory", 200), ("postgres", 500)])
def test_four_writers_at_once_make_one_tree(kind, appends, request):
    code, told = script(
        "log_trials.py", "together", "--writers", 4, "--appends", appends, "--kind", kind_of(kind, request)
    )
    assert code == 0, told
    assert (told["size"], told["one_tree"], told["each_once"]) == (4 * appends, True, True)


# ---- other environments ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packed(tmp_path_factory, shipped_cases):
    """The records of all shipped examples and some variations."""
    file = tmp_path_factory.mktemp("records") / "records.gz"
    return file, reproduce.make(len(shipped_cases) + 40, 1, file)


def usable():
    found = [sys.executable, *(one for one in PYTHONS if one)]
    for name in reproduce.PYTHONS:
        path = shutil.which(name)
        if path is not None and not name.endswith(f".{sys.version_info.minor}") and reproduce._usable(path):
            found.append(path)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("python", usable(), ids=lambda one: Path(one).name)
@pytest.mark.parametrize("environment", reproduce.environments(every=False), ids=" ".join)
def test_recorded_decisions_replay_byte_for_byte(packed, python, environment):
    """Two locales, three time zones, three hash seeds: every pair of settings, in every Python that is found."""
    file, count = packed
    told = reproduce.replayed(python, environment, file)
    assert told["status"] == 0, told
    assert told["verdicts"] == {"same": count}


def test_the_locale_is_there():
    """Else the C library falls back to C, and half of the environments are the other half."""
    done = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False)
    if "zh_CN.utf8" not in done.stdout:
        pytest.skip("zh_CN.UTF-8 not run: localedef -i zh_CN -f UTF-8 zh_CN.UTF-8")


def test_the_environments_cover_every_pair():
    chosen = reproduce.environments(every=False)
    assert {(a, b) for a, b, _ in chosen} == {(a, b) for a in reproduce.LOCALES for b in reproduce.ZONES}
    assert {c for _, _, c in chosen} == set(reproduce.SEEDS)
    assert len(reproduce.environments(every=True)) == 18
