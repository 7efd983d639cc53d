import postgres
import pytest
import small
import stores

from enforcerules import api
from enforcerules.load.cases import load_case, load_example


@pytest.fixture(scope="session")
def rules():
    return small.rules()


@pytest.fixture(scope="session")
def shipped():
    """All shipped rules."""
    return api.load("cn")


@pytest.fixture(scope="session")
def shipped_cases():
    """Every example case of the shipped rules, and those of `examples/`."""
    paths = sorted((small.ROOT / "rulesets" / "cn").rglob("cases/*.yaml"))
    found = [(path, load_example(path)) for path in paths if "statutes" not in path.parts]
    made = [(path.stem, example.case) for path, (example, _) in found if example is not None]
    made += [(path.stem, load_case(path)[0]) for path in sorted((small.ROOT / "examples").glob("*.yaml"))]
    return made


@pytest.fixture(scope="session")
def postgres_url():
    """A PostgreSQL that was started for the tests; skipped, and said so, where there is none."""
    pytest.importorskip("psycopg", reason="PostgreSQL not run: psycopg is not installed")
    with postgres.server() as (url, why):
        if url is None:
            pytest.skip(f"PostgreSQL not run: {why}")
        yield url


@pytest.fixture(params=["sqlite", "directory", "postgres"])
def store(request, tmp_path):
    """A place for logs of each kind."""
    if request.param == "postgres":
        return stores.PostgresStore(request.getfixturevalue("postgres_url"))
    return (stores.SqliteStore if request.param == "sqlite" else stores.DirectoryStore)(tmp_path)
