"""A worker that says what it is told, sleeps, or dies."""

import os
import time

from benchmarks.peers.worker import serve


def answer(question):
    if "exit" in question:
        os._exit(question["exit"])
    time.sleep(question.get("sleep", 0))
    return {"said": question["say"], "process": os.getpid()}


if __name__ == "__main__":
    serve(answer)
