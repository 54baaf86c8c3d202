"""The store of outputs stays sound whatever happens to it."""

from __future__ import annotations

import errno
import os
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import pytest

from gradbook.sphinxext.execution.store import KEPT, Entry, Store, digest, versions


@pytest.fixture
def said():
    return []


@pytest.fixture
def store(tmp_path, said):
    return Store(tmp_path / "outputs", said.append)


def entry(number=0, size=10):
    outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * size}]
    cells = [{"execution_count": 1, "outputs": outputs, "seconds": 0.5}]
    return Entry({"pkg:a.py": str(number)}, {"data.csv": "1"}, 1.5, 0.0, cells, {"n": number})


def always(entry):
    return True


def test_what_is_kept_is_found(store):
    store.keep("cells", "part/page", entry())
    assert store.find("cells", always) == entry()
    assert store.find("other", always) is None
    assert store.find("cells", lambda known: known.static == {}) is None


def test_dependencies_are_judged_without_the_outputs(store):
    store.keep("cells", "page", entry())
    judged = []
    store.find("cells", judged.append)
    assert [(known.static, known.dynamic, known.cells) for known in judged] == [
        ({"pkg:a.py": "0"}, {"data.csv": "1"}, [])
    ]


DAMAGES = {
    "emptied": lambda file: file.write_bytes(b""),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-7]),
    "cut off early": lambda file: file.write_bytes(file.read_bytes()[:20]),
    "scrambled": lambda file: file.write_bytes(os.urandom(500)),
    "changed": lambda file: file.write_bytes(file.read_bytes().replace(b"xxx", b"xyx")),
    "not an object": lambda file: file.write_bytes(b"[]\n{}"),
    "of other fields": lambda file: file.write_bytes(b'{"outputs": "", "odd": 1}\n{}'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_is_thrown_away_and_told(damage, store, said):
    store.keep("cells", "page", entry())
    (file,) = store.folder.iterdir()
    damage(file)
    assert store.find("cells", always) is None
    assert said == [f"the outputs kept in {file} are damaged; the cells are run again"]
    store.keep("cells", "page", entry())
    assert store.find("cells", always) == entry()


def test_a_full_disk_leaves_the_store_as_it_was(store, monkeypatch):
    store.keep("cells", "page", entry())
    before = {file: file.read_bytes() for file in store.folder.iterdir()}

    def full(self, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            store.keep("cells", "page", entry(1))
    assert {file: file.read_bytes() for file in store.folder.iterdir()} == before


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path, said):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        Store(tmp_path / "file", said.append).keep("cells", "page", entry())


def test_the_last_few_of_a_page_are_kept_and_other_pages_left(store):
    store.keep("cells", "other/page", entry(99))
    for number in range(KEPT + 2):
        store.keep("cells", "page", entry(number))
        newest = max(store.folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (number + 1e9, number + 1e9))
    states = [
        store.find("cells", lambda known, n=n: known.static["pkg:a.py"] == str(n))
        for n in range(KEPT + 2)
    ]
    assert [state is not None for state in states] == [False] * 2 + [True] * KEPT
    assert len(list(store.folder.iterdir())) == KEPT + 1


def test_two_builds_write_and_read_at_once(store, said):
    def work(number):
        for turn in range(20):
            store.keep("cells", "page", entry(turn % 3, size=100_000))
            found = store.find("cells", always)
            assert found is None or len(found.cells[0]["outputs"][0]["text"]) == 100_000

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert said == []


def test_what_a_killed_build_left_is_swept_up(store):
    store.keep("cells", "page", entry())
    for name, age in (("unfinished-old", 7200), ("unfinished-new", 0)):
        (store.folder / name).write_text("half")
        os.utime(store.folder / name, (time.time() - age,) * 2)
    store.tidy()
    assert not (store.folder / "unfinished-old").exists()
    assert (store.folder / "unfinished-new").exists(), "another build may be writing it"
    assert store.find("cells", always) == entry()


def test_the_time_of_the_last_run_is_known(store):
    assert store.seconds("part/page") is None
    store.keep("cells", "part/page", entry())
    assert store.seconds("part/page") == 1.5
    assert store.seconds("page") is None


def test_the_digest_changes_with_a_version(monkeypatch, request):
    request.addfinalizer(versions.cache_clear)
    before = digest("1 + 1")
    assert digest("1 + 1") == before
    assert digest("1 + 2") != before
    monkeypatch.setattr(metadata, "version", lambda name: "0.0")
    versions.cache_clear()
    assert digest("1 + 1") != before
