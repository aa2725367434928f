"""Every field of every record of the planning library has its key in the file."""

import dataclasses

import pytest

from api.files.entry import Entry


def entries(model=Entry):
    for entry in model.__subclasses__():
        yield entry
        yield from entries(entry)


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry.__name__)
def test_fields_are_those_of_the_record(entry):
    record = {field.name for field in dataclasses.fields(entry.record_type)}
    assert set(entry.model_fields) - record <= {"version", "kind"}
    assert record <= set(entry.model_fields)


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: entry.__name__)
def test_defaults_are_those_of_the_record(entry):
    for field in dataclasses.fields(entry.record_type):
        key = entry.model_fields[field.name]
        if field.default is not dataclasses.MISSING:
            assert key.default == field.default, field.name
        elif field.default_factory is not dataclasses.MISSING:
            default = key.get_default(call_default_factory=True)
            plain = default.record() if isinstance(default, Entry) else default
            assert plain == field.default_factory(), field.name
        elif field.name != "travel":  # the file may leave it to be computed
            assert key.is_required(), field.name
