"""Work stands aside for a question, and goes on all the same."""

from __future__ import annotations

import threading

from sova_engine.precedence import Precedence


def test_work_waits_for_the_end_of_a_question() -> None:
    precedence = Precedence(most_seconds=60)
    order: list[str] = []
    waiting = threading.Event()

    def work() -> None:
        waiting.set()
        precedence.give_way()
        order.append("work")

    with precedence.question():
        thread = threading.Thread(target=work)
        thread.start()
        assert waiting.wait(10)
        order.append("question")
    thread.join(10)
    assert order == ["question", "work"]


def test_work_goes_on_where_questions_do_not_end() -> None:
    precedence = Precedence(most_seconds=0.01)
    with precedence.question(), precedence.question():
        precedence.give_way()
    precedence.give_way()


def test_a_question_is_remembered() -> None:
    precedence = Precedence()
    assert not precedence.asked_lately
    with precedence.question():
        pass
    assert precedence.asked_lately
