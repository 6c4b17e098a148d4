"""Fixtures of the tests of languages."""

from tests.every_code import every_code as every_code
