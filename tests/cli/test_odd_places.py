"""Where results go: full disks, closed streams, files that are being read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from enforcerules.cli.main import main
from enforcerules.cli.streams import whole_or_none

SMALL = Path(__file__).parents[1] / "audit" / "small"
RULES = ["--rules", str(SMALL)]
CASE = {
    "format": "enforcerules/case/1", "case": "c", "phase": "concluded", "territory": "330624", "party": {"kind": "unit"},
    "matter": "small.dump", "start": "2024-03-01", "end": "2024-03-20",
    "dates": {"decided": "2024-05-20", "notified": "2024-04-28"}, "facts": {"倾倒": True, "货值金额": "20000", "后果": "轻微"},
}  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_result_is_not_written_over_what_it_comes_from(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = case.read_bytes()
    linked = tmp_path / "linked.txt"
    linked.symlink_to(case)
    for place in (case, linked):
        assert main(["decide", str(case), *RULES, "-o", str(place)]) == 2
        assert "是要读的文件" in capsys.readouterr().err
    assert case.read_bytes() == before
    rules = tmp_path / "rules"
    rules.mkdir()
    for file in SMALL.iterdir():
        (rules / file.name).write_bytes(file.read_bytes())
    assert main(["decide", str(case), "--rules", str(rules), "-o", str(rules / "ruleset.yaml"), "--lang", "en"]) == 2
    assert "is read by this command" in capsys.readouterr().err
    assert (rules / "ruleset.yaml").read_bytes() == (SMALL / "ruleset.yaml").read_bytes()
    assert main(["decide", str(case), "--rules", str(rules), "-o", str(rules / "said.txt")]) != 2
    assert (rules / "said.txt").read_text(encoding="utf-8")
    assert main(["decide", str(case), *RULES, "-o", "a\0b"]) == 2


def test_places_that_the_machine_refuses(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(SMALL), str(SMALL), "--save", str(case)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert main(["diff", str(SMALL), str(SMALL), "--matter", "small.dum"]) == 2
    assert "是不是想写 `small.dump`" in capsys.readouterr().err


def run(words: list[str], shell: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "enforcerules", *words]
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {shell}', "sh", *command], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize(
    ("shell", "said"),
    [(">/dev/full", "无法写出结果：磁盘已满"), (">&-", "无法写出结果：已被关闭")],
)
def test_a_result_that_cannot_be_written_is_told(shell: str, said: str) -> None:
    found = run(["rule", "ER120", *RULES], shell)
    assert (found.returncode, found.stderr.strip()) == (2, f"enforcerules: {said}")


@pytest.mark.skipif(os.name != "posix", reason="a shell")
def test_a_closed_input_is_an_empty_one() -> None:
    found = run(["decide", "-", *RULES], "<&-")
    assert found.returncode == 2
    assert "ER113" in found.stderr


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "half"

    def written() -> None:
        with whole_or_none(path):
            path.write_text("half", encoding="utf-8")
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        written()
    assert not path.exists()
