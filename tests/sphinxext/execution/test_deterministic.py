"""Two builds give the same files, wherever and whenever they are made; cells have no network."""

from __future__ import annotations

import shutil


def test_two_builds_give_the_same_files(copy_book, build, tmp_path):
    """In another folder, at once and not one by one, with other hashes and on another day."""
    first = copy_book("figures-repeat")
    second = tmp_path / "a folder with a longer name" / "book"
    shutil.copytree(first, second)
    flags = [("-q", "-d", str(book / "_build/doctrees")) for book in (first, second)]
    one = build(first, *flags[0], "-D", "gradbook_workers=1", TZ="Etc/GMT+12", PYTHONHASHSEED="1")
    two = build(second, *flags[1], "-j", "2", TZ="Pacific/Kiritimati", PYTHONHASHSEED="77")
    assert (one.returncode, one.stderr, two.stderr) == (0, "", "")
    files = tree(first / "_build/html")
    assert files == tree(second / "_build/html")
    page = files["index.html"].decode()
    assert sum(name.startswith("_images/") for name in files) == 2
    assert "split in two" in page
    assert "&lt;object object&gt;" in page


def tree(folder):
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_cells_reach_this_machine_and_no_other(copy_book, build):
    book = copy_book("network")
    process = build(book, "-W", "-q")
    assert (process.returncode, process.stderr) == (0, "")
    said = (book / "_build/html/index.html").read_text("utf-8")
    for name, host in (("connecting", "192.0.2.1"), ("sending", "192.0.2.1")):
        assert f"{name} raised PermissionError a cell asked for {host}, and cells have no" in said
    assert "opening raised URLError" in said
    assert "a cell asked for data.invalid" in said
    assert "set gradbook_cells_network = True" in said
    assert "over_loopback did NoneType" in said


def test_the_network_can_be_allowed(copy_book, build):
    book = copy_book("network")
    page = (book / "index.md").read_text("utf-8")
    without_names = page.rpartition("```{code-cell}")[0]  # a name would be looked up for a while
    (book / "index.md").write_text(without_names)
    process = build(book, "-W", "-q", "-D", "gradbook_cells_network=1")
    assert (process.returncode, process.stderr) == (0, "")
    said = (book / "_build/html/index.html").read_text("utf-8")
    assert "over_loopback did NoneType" in said
    assert "PermissionError" not in said
