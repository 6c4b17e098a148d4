"""Fixtures of the tests of the handbook."""

from tests.every_code import every_code as every_code
