"""Fixtures of the tests of checks."""

from tests.every_code import every_code as every_code
