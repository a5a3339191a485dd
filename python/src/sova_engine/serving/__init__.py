"""What both of our HTTP processes share: the guard, the error shape, starting and stopping."""

from sova_engine.serving.guard import Guard
from sova_engine.serving.problems import STATUS, install_problem_handlers, problem_body
from sova_engine.serving.process import serve

__all__ = ["STATUS", "Guard", "install_problem_handlers", "problem_body", "serve"]
