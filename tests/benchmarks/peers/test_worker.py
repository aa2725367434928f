"""Native code in a process of its own answers, is ended when told, and dies with a clear word."""

from __future__ import annotations

import time

import pytest

from benchmarks.peers.worker import PeerFailed, Worker

MODULE = "tests.benchmarks.peers.echo"


def answered(worker, question):
    answer = worker.ask(question, lambda: False)
    assert answer is not None
    return answer


def test_one_process_answers_many_questions():
    with Worker(MODULE) as worker:
        answers = [answered(worker, {"say": number}) for number in range(3)]
    assert [answer["said"] for answer in answers] == [0, 1, 2]
    assert len({answer["process"] for answer in answers}) == 1


def test_who_gives_up_has_no_answer_and_may_ask_again():
    with Worker(MODULE) as worker:
        began = time.monotonic()
        assert worker.ask({"sleep": 60, "long": "question" * 100_000}, lambda: True) is None
        assert time.monotonic() - began < 1, "not even read yet"
        assert answered(worker, {"say": 1})["said"] == 1


def test_what_the_solver_refuses_is_told_in_its_words():
    with Worker(MODULE) as worker, pytest.raises(PeerFailed, match=r"KeyError.*say"):
        answered(worker, {})


def test_a_solver_that_dies_is_told_by_its_exit_code():
    with Worker(MODULE) as worker, pytest.raises(PeerFailed, match="exit 3"):
        answered(worker, {"exit": 3})


def test_a_prepared_process_is_the_one_that_answers():
    with Worker(MODULE) as worker:
        worker.prepare()
        process = worker._process
        assert process is not None
        assert answered(worker, {"say": 1})["process"] == process.pid
