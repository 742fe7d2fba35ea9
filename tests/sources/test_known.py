"""What is looked up by its bytes, and what is not kept, lest the memory fill."""

from parindex.sources import known
from parindex.sources.known import Known


def test_what_was_made_once_is_looked_up() -> None:
    table = Known(lambda key: [key])
    first = table[b"a"]
    assert (first, table[b"b"]) == ([b"a"], [b"b"])
    assert table[b"a"] is first


def test_long_ones_are_not_kept() -> None:
    table = Known(len)
    assert table[b"a" * 1_000_000] == 1_000_000
    assert not table


def test_too_many_are_dropped() -> None:
    table = Known(len)
    for number in range(3 * known._MOST):
        assert table[b"%d" % number] == len(str(number))
        assert len(table) <= known._MOST
