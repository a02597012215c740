"""A copy of the playbooks that a test may spoil."""

import shutil

import pytest

from dialogs.playbook import FOLDER, BadPlaybooks, load


def copied(to):
    return shutil.copytree(FOLDER, to / "playbooks", ignore=shutil.ignore_patterns("letters"))


def add(folder, name, text):
    (folder / f"{name}.toml").write_text(f'key = "{name}"\nname = "{name}"\n{text}', encoding="utf-8")


def problems(folder):
    with pytest.raises(BadPlaybooks) as raised:
        load(folder)
    return str(raised.value).splitlines()
