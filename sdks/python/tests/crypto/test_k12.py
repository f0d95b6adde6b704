import json
from pathlib import Path

import pytest

from qubix.crypto import k12

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "k12.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["length"])
def test_agrees_with_known_answers(vector: dict[str, object]) -> None:
    data = bytes(i * 7 & 255 for i in range(int(str(vector["length"]))))
    assert k12(data).hex() == vector["digest"]


def test_a_longer_digest_begins_with_the_shorter_one() -> None:
    assert k12(b"qubix", 500)[:3] == k12(b"qubix", 3)


@pytest.mark.parametrize("length", [0, -1, 65_537])
def test_refuses_what_is_no_length(length: int) -> None:
    with pytest.raises(ValueError, match="65536"):
        k12(b"", length)
