"""The part of the matrix that takes no time; `make faults` runs it all."""

from __future__ import annotations

import pytest

from tests.faults import bombs, disks, inputs, processes, promises, surroundings, threats
from tests.faults.matrix import FAULTS, Fault, line, run, try_fault
from tests.faults.room import Room
from tests.proving import PROVE

pytestmark = pytest.mark.slow  # begun first

KINDS = (threats, bombs, promises, disks, processes, inputs, surroundings)
FAST = [each for each in FAULTS if each.fast or PROVE]


@pytest.mark.parametrize("each", FAST, ids=[each.id for each in FAST])
def test_a_fault_does_no_harm(each: Fault) -> None:
    outcome = try_fault(each)
    if outcome.holds is None:
        pytest.skip(outcome.result)
    assert outcome.holds, line(outcome)


def test_every_fault_has_an_id_of_its_own() -> None:
    ids = [each.id for each in FAULTS]
    assert len(ids) == len(set(ids)) > 100


def test_a_fault_that_does_harm_fails_and_the_next_is_tried() -> None:
    def harm(room: Room) -> str:
        assert room.secret == "", "read"
        return "nothing"

    def crash(room: Room) -> str:
        raise KeyError(room.port)

    wrong = [
        Fault("X1", "a", "b", harm),
        Fault("X2", "a", "b", crash),
        Fault("X3", "a", "b", lambda room: "fine"),
    ]
    assert [each.holds for each in run(wrong, lambda outcome: None)] == [False, False, True]
