"""Records in files, digit for digit, and as a line of text."""

from io import StringIO
from pathlib import Path

import pytest

from cnnlib.train import Record, load_records, progress, save_records

RECORDS = [Record(1, 1, 0.1 + 0.2, 1 / 3, 1e-7, None, 2), Record(2, 1, 5e-324, 1.0, 12345.678, 0.987654321, 2)]


@pytest.mark.parametrize("name", ["run.csv", "run.json"])
def test_every_digit_comes_back(name: str, tmp_path: Path) -> None:
    path = save_records(iter(RECORDS), tmp_path / name)
    assert load_records(path) == RECORDS
    assert type(load_records(path)[0].step) is int
    assert load_records(save_records([], tmp_path / name)) == []


def test_a_table_is_plain(tmp_path: Path) -> None:
    lines = save_records(RECORDS, tmp_path / "run.csv").read_text().splitlines()
    assert lines[0] == "step,epoch,loss,accuracy,seconds,validation,steps"
    assert lines[1] == "1,1,0.30000000000000004,0.3333333333333333,1e-07,,2"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("run.csv", "step,epoch\n1,one\n", r"record 1 of .*run.csv has epoch = 'one', which is no number"),
        ("run.csv", "a,b\n1,2\n", "record 1 of .* has step = None, which is no number: the file is damaged"),
        ("run.json", '{"format": "cnnlib rec', "is damaged or no JSON file"),
        ("run.json", "[1, 2]", "holds no records: take a file that save_records wrote"),
        ("run.json", '{"format": "cnnlib records", "version": 2, "records": []}', "of version 2.*update cnnlib"),
        ("run.json", '{"format": "cnnlib records", "version": 1, "records": [7]}', "record 1 of .* has step = None"),
        ("run.txt", "", "ends in .csv or .json, not in 'run.txt'"),
    ],
)
def test_other_files_are_refused(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=message):
        load_records(tmp_path / name)


def test_bytes_are_no_records(tmp_path: Path) -> None:
    (tmp_path / "run.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match=r"run.csv is no text"):
        load_records(tmp_path / "run.csv")


def test_progress_passes_on_what_it_shows() -> None:
    text = StringIO()
    assert list(progress(RECORDS, file=text, mininterval=0, ascii=True)) == RECORDS
    last = text.getvalue().split("\r")[-1]
    assert "epoch 1: 100%" in last and "2/2" in last and "held out=98.77%" in last


def test_progress_can_be_left_early() -> None:
    text = StringIO()
    bar = progress(RECORDS, file=text)
    assert next(bar) == RECORDS[0]
    bar.close()  # type: ignore[attr-defined]
    assert text.getvalue().endswith("\n")
