"""Undo and redo step through what people did, as in any editor, though nothing is removed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.plans.history import Step, ancestry, to_redo, to_undo
from api.plans.origins import Action

EDITS = (Action.EDIT, Action.LOCK, Action.UNLOCK, Action.REPLAN)


class Editor:
    """Two stacks, as editors have them: the contents before, and the undone ones."""

    def __init__(self):
        self.steps, self.before, self.current, self.undone = [], [], None, []

    def add(self, action, parent):
        number = len(self.steps) + 1
        step = Step(id=number * 10, number=number, action=action, parent=parent)
        self.steps.append(step)
        return step

    def make(self, action):
        newest = self.steps[-1].id if self.steps else None
        if action is Action.PLAN or newest is None:
            self.before = []
            made = self.add(Action.PLAN, None)
        else:
            self.before.append(self.current)
            made = self.add(action, newest)
        self.current, self.undone = made.id, []

    def undo(self):
        if self.before:
            self.undone.append(self.current)
            self.current = self.before.pop()
            self.add(Action.UNDO, self.current)

    def redo(self):
        if self.undone:
            self.before.append(self.current)
            self.current = self.undone.pop()
            self.add(Action.REDO, self.current)


@given(st.lists(st.sampled_from(list(Action)), min_size=1, max_size=40))
def test_history_is_that_of_an_editor_with_two_stacks(actions):
    editor = Editor()
    for action in actions:
        if action is Action.UNDO:
            editor.undo()
        elif action is Action.REDO:
            editor.redo()
        else:
            editor.make(action)
        assert to_undo(editor.steps) == (editor.before[-1] if editor.before else None)
        assert to_redo(editor.steps) == (editor.undone[-1] if editor.undone else None)


@pytest.mark.parametrize("action", EDITS)
def test_whatever_is_made_after_an_undo_rules_out_the_redo(action):
    editor = Editor()
    for each in (Action.PLAN, Action.EDIT):
        editor.make(each)
    editor.undo()
    assert to_redo(editor.steps) == 20
    editor.make(action)
    assert to_redo(editor.steps) is None
    assert to_undo(editor.steps) == 10, "the content that was undone is not gone back to"


def test_no_version_has_no_history():
    assert to_undo([]) is None
    assert to_redo([]) is None


def test_ancestry_leaves_out_what_was_undone():
    editor = Editor()
    for action in (Action.PLAN, Action.REPLAN):
        editor.make(action)
    editor.undo()
    editor.make(Action.EDIT)
    newest = editor.steps[-1]
    assert [step.number for step in ancestry(editor.steps, newest.id)] == [4, 1]
    editor.undo()
    editor.redo()
    assert [step.number for step in ancestry(editor.steps, editor.steps[-1].id)] == [4, 1]
