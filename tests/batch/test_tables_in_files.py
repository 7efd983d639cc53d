"""Tables from files and into files: the same results whatever the format and the size of a piece, and nothing half written."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pytest
from pyarrow import parquet

import enforcerules as er
from enforcerules import batch
from enforcerules.batch.files import Unreadable, read, writer
from enforcerules.cli.main import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "batch" / "cases.csv"


@pytest.fixture(scope="module")
def decider():
    return batch.Decider(er.load("cn"))


def decided(decider, path, rows=65_536):
    return pa.Table.from_batches(list(decider.stream(read(path, rows).pieces))).to_pylist()


def test_the_example_is_decided_as_worked_by_hand(decider):
    """Article 124: below 1万元 5万 to 10万元, the ordinary band 30 % to 70 %; from 1万元 on ten to twenty times."""
    made = decided(decider, EXAMPLE)
    assert [one["case"] for one in made] == ["甲-1", "甲-2", "甲-3", "甲-4", "甲-5"]
    assert [one["disposition"] for one in made[:3]] == ["no_penalty_shall", "no_penalty_may", "no_penalty_may"]
    assert [(one["fine_lo"], one["fine_hi"]) for one in made[1:3]] == [(65000, 85000), (130000, 170000)]
    # The value of the goods is not known: the least of both limbs, no largest, and the fact is named.
    assert made[3]["undetermined"] == "goods_value"
    assert (made[3]["fine_statutory_lo"], made[3]["fine_statutory_hi"]) == (50000, None)
    assert "ER240" in made[4]["problem"]


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".csv", ".jsonl"])
@pytest.mark.parametrize("rows", [1, 2, 65_536])
def test_every_format_and_size_of_piece_gives_the_same(decider, tmp_path, suffix, rows):
    text = {name: pa.string() for name in arrow_csv.read_csv(EXAMPLE).schema.names}
    cases = arrow_csv.read_csv(
        EXAMPLE, convert_options=arrow_csv.ConvertOptions(column_types=text, strings_can_be_null=True)
    )
    path = tmp_path / f"cases{suffix}"
    with writer(path) as write:
        for piece in cases.to_batches(max_chunksize=2):
            write(piece)
    assert decided(decider, path, rows) == decided(decider, EXAMPLE)


def test_json_lines_may_be_written_as_a_case_is(decider, tmp_path):
    """Mappings for dates, party and facts; a fact with its evidence, a number as a number, one that is asserted only."""
    case = {
        "matter": "food.expired",
        "territory": "640100",
        "phase": "concluded",
        "party": {"kind": "unit"},
        "start": "2024-03-01",
        "end": "2024-03-20",
        "dates": {"discovered": "2024-03-25", "decided": "2024-05-06"},
        "history": {"searched": [{"register": "甲", "from": "2000-01-01", "to": "2024-03-20"}], "events": []},
        "facts": {
            "经营超过保质期食品": True,
            "货值金额": 9999.99,
            "危害后果": "轻微",
            "及时改正": True,
            "违法行为轻微": False,
        },
    }
    proved = {**case, "facts": {**case["facts"], "货值金额": {"value": "9999.99", "evidence": ["证1"]}}}
    claimed = {**case, "facts": {**case["facts"], "货值金额": {"value": "9999.99", "status": "asserted"}}}
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in (case, proved, claimed)), encoding="utf-8")
    first, second, third = decided(decider, path)
    assert first == second
    assert first["fine_lo"] == Decimal(65000)
    assert third["undetermined"] == "goods_value"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cases.xlsx", b"", "后缀"),
        ("none.csv", None, "无法读取"),
        ("cases.parquet", b"PAR1 not", "无法读取"),
        ("cases.csv", "甲,乙\n一,二\n".encode("gb18030"), "UTF-8"),
        ("cases.csv", b"a,b\n1\n", "无法读取"),
        ("cases.jsonl", b'{"matter": "food.expired"}\n{"matter"', "2: "),
        ("cases.jsonl", b"[1]", "映射"),
        ("cases.jsonl", b'{"a": 1, "a": 2}', "两次"),
        ("cases.jsonl", b"[" * 100_000, "1: "),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_and_leaves_no_file(tmp_path, capsys, name, data, said):
    path, out = tmp_path / name, tmp_path / "out.csv"
    if data is not None:
        path.write_bytes(data)
    assert main(["batch", str(path), "-o", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ([name] if data is not None else [])


def test_a_table_that_breaks_off_leaves_what_was_there(tmp_path):
    """The file of an earlier run stays until the new one is whole."""
    out = tmp_path / "out.parquet"
    parquet.write_table(pa.table({"a": [1]}), out)

    def breaks_off():
        with writer(out) as write:
            write(pa.RecordBatch.from_pydict({"a": [2]}))
            raise OSError(28, "full")

    with pytest.raises(Unreadable, match="cannot write"):
        breaks_off()
    assert parquet.read_table(out).to_pydict() == {"a": [1]}
    assert [one.name for one in tmp_path.iterdir()] == ["out.parquet"]


def test_the_command_says_what_it_did(tmp_path, capsys):
    out = tmp_path / "out.jsonl"
    assert (
        main(
            [
                "batch",
                str(EXAMPLE),
                "-o",
                str(out),
                "--columns",
                "disposition，fine_lo",
                "--lang",
                "en",
                "--threads",
                "2",
            ]
        )
        == 2
    )
    assert "5 cases; " in capsys.readouterr().err
    assert json.loads(out.read_text(encoding="utf-8").splitlines()[0]) == {
        "case": "甲-1",
        "disposition": "no_penalty_shall",
        "fine_lo": "65000.000000",
    }
    assert main(["batch", str(EXAMPLE), "-o", str(out), "--columns", "fines"]) == 2
    assert "fine_lo" in capsys.readouterr().err
    assert main(["batch", str(EXAMPLE), "-o", str(tmp_path / "no" / "out.csv")]) == 2
    assert "无法写入" in capsys.readouterr().err


def test_threads_give_the_same(decider):
    cases = pa.Table.from_batches(list(read(EXAMPLE).pieces))
    many = pa.concat_tables([cases] * 50).combine_chunks()
    assert decider.decide(many, threads=4).to_arrow().equals(decider.decide(many).to_arrow())


def test_the_example_of_the_document_runs(monkeypatch, capsys):
    root = EXAMPLE.parents[2]
    (code,) = re.findall(r"```python\n(.*?)```", (root / "docs" / "batch.md").read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(root)
    exec(compile(code, "docs/batch.md", "exec"), {})
    assert "'fine_lo': Decimal('130000.000000')" in capsys.readouterr().out


def test_a_csv_file_holds_no_formulas(tmp_path):
    """Whoever opens the results in a spreadsheet did not write the cases; in the other formats a text is a text."""
    said = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "甲=1", "1", None, ""]
    piece = pa.RecordBatch.from_pydict({"case": pa.array(said), "fine_lo": pa.array([Decimal("1.00")] * len(said))})
    for suffix in (".csv", ".jsonl"):
        with writer(tmp_path / f"made{suffix}") as write:
            write(piece)
    lines = (tmp_path / "made.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [one.rpartition(",")[0] for one in lines] == [
        '"\'=1+1"', '"\'+1"', '"\'-1"', '"\'@SUM(A1)"', '"\'\t=1"', '"甲=1"', '"1"', "", '""',
    ]  # fmt: skip
    plain = [json.loads(one)["case"] for one in (tmp_path / "made.jsonl").read_text(encoding="utf-8").splitlines()]
    assert plain == said
