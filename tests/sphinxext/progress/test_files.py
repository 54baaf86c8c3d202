"""What the scripts store and save is as the schema says, whatever file they are given."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from jsonschema import Draft202012Validator

from gradbook.sphinxext import storage

HERE = Path(__file__).parent
NODE = [str(shutil.which("node")), "--import", str(HERE.parents[1] / "js" / "parts.mjs")]
SCHEMA = json.loads((Path(storage.__file__).parent / "schemas/records.schema.json").read_text())
FILE = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
META = Draft202012Validator({"$ref": "#/$defs/meta", "$defs": SCHEMA["$defs"]})
RECORD = {"v": 1, "u": 5, "h": "07", "ok": True, "first": False, "a": ["x"], "s": 0}
RECORD |= {"log": [[5, 3, "x"]]}
PAGE = {"v": 1, "u": 5, "read": 4, "fb": None}


def as_file(records: object) -> dict[str, Any]:
    head = {"format": "gradbook-progress", "v": 1, "book": "book", "build": ""}
    return head | {"exported": "2026-11-23T00:00:00.000Z", "records": records}


def run(files: list[str]) -> dict[str, Any]:
    """Have the scripts read the files."""
    command = [*NODE, str(HERE / "reader.mjs")]
    done = subprocess.run(command, input=json.dumps(files), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


# Values of every kind, of which some are almost right, and names that mean something to JavaScript.
hostile = st.sampled_from(
    ["<img src=x onerror=alert(1)>", "__proto__", "constructor", "\x00", "\ud800"]
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 9),
    st.sampled_from([1e300, -0.5, 2**53, 1.7e12]),
    hostile,
    st.text(max_size=5),
)
names = st.sampled_from([*RECORD, *PAGE, "__proto__", "constructor", "toString", "length"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=6,
)
keys = st.one_of(
    st.sampled_from(["q/one", "q/two", "q/old", "q/new", "p/limits", "p/sums/areas"]),
    st.sampled_from(["__proto__", "constructor", "prefs", "meta", "q/", "p/", "q/../x", "q/ONE"]),
    hostile.map("q/{}".format),
    hostile.map("p/{}".format),
    st.text(max_size=8),
)
answers = st.tuples(st.integers(-1, 2000), st.integers(0, 4), st.sampled_from(["a", "b", ""]))


@st.composite
def records(draw: st.DrawFn) -> Any:
    """Draw a record of which a few fields are not what they should be."""
    record: dict[str, Any] = dict(draw(st.sampled_from([RECORD, PAGE])))
    if "log" in record and draw(st.booleans()):
        record["log"] = draw(st.lists(answers.map(list), max_size=60))
    wrong = draw(st.dictionaries(st.sampled_from(sorted(record)) | names, values, max_size=2))
    missing = draw(st.sets(names, max_size=1))
    return {name: value for name, value in (record | wrong).items() if name not in missing}


files = st.one_of(
    st.dictionaries(keys, records() | values, max_size=6).map(as_file),
    values,
    st.builds(lambda name, value: as_file({"q/one": RECORD}) | {name: value}, names, values),
    st.builds(
        lambda name, value: as_file({"q/one": RECORD}) | {name: value},
        st.sampled_from(["format", "v", "book", "records"]),
        values,
    ),
)
texts = st.one_of(files.map(json.dumps), st.text(max_size=20))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # an example is a list of many files
)
@given(st.lists(texts, min_size=40, max_size=120))
def test_whatever_the_file_nothing_is_thrown_and_only_sound_records_are_stored(
    given_texts: list[str],
) -> None:
    for text, outcome in zip(given_texts, run(given_texts)["brought"], strict=True):
        answer, stored = outcome["answer"], outcome["stored"]
        assert not outcome["polluted"], text
        if isinstance(answer, str):
            assert answer.endswith("."), text
            assert stored == {}, text
            continue
        assert "threw" not in answer, (answer, text)
        assert answer["added"] >= len(stored) - answer["merged"], text
        found = {}
        for key, record in stored.items():
            assert key.startswith("book/1/"), text
            found[key.removeprefix("book/1/")] = json.loads(record)
        FILE.validate(as_file(found))


def test_sound_records_are_stored_and_the_fuzz_would_notice_others() -> None:
    sound = as_file({"q/one": RECORD, "p/limits": PAGE})
    [outcome] = run([json.dumps(sound)])["brought"]
    assert outcome["answer"] == {"added": 2, "merged": 0, "same": 0, "left": []}
    assert FILE.is_valid(sound)
    for key, wrong in (
        ("q/one", RECORD | {"s": 5}),
        ("q/one", RECORD | {"extra": 1}),
        ("q/one", RECORD | {"log": [[1, 4, ""]]}),
        ("q/one", RECORD | {"log": [[1, 3]]}),
        ("q/ONE", RECORD),
        ("q/one", PAGE),
        ("p/<b>", PAGE),
        ("prefs", PAGE),
        ("p/limits", {**PAGE, "read": -1}),
    ):
        assert not FILE.is_valid(as_file({key: wrong})), (key, wrong)


def test_what_the_scripts_write_is_as_the_schema_says() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    lived = run([])["lived"]
    saved = json.loads(lived["saved"])
    FILE.validate(saved)
    META.validate(lived["meta"])
    assert sorted(saved["records"]) == ["p/limits", "p/sums/areas", "q/often", "q/once"]
    assert len(saved["records"]["q/often"]["log"]) == 50
