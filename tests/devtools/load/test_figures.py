"""What fifty visitors measured is good, or it isn't."""

from devtools.load.figures import all_good, measured

HEAD = "Type,Name,Request Count,Failure Count,50%,95%"


def table(*rows: str) -> list[str]:
    return [HEAD, *rows, ",Aggregated,900,0,80,900"]


GOOD = ("GET,page,400,0,80,290", "GET,search,500,0,90,490", "GET,completion,90,0,9,20")


def test_the_sum_of_all_is_no_kind_of_request() -> None:
    assert [(one.name, one.requests, one.p95) for one in measured(table(*GOOD))] == [
        ("page", 400, 290),
        ("search", 500, 490),
        ("completion", 90, 20),
    ]
    assert all_good(measured(table(*GOOD)))


def test_a_slow_page_an_error_or_a_kind_that_was_never_asked_is_not_good() -> None:
    for bad in ("GET,page,400,0,80,300", "GET,page,400,1,80,290", "GET,page,0,0,N/A,N/A"):
        assert not all_good(measured(table(bad, *GOOD[1:])))
    assert not all_good(measured(table(*GOOD[1:])))
    assert not all_good(measured(table(*GOOD[:2], "GET,completion,90,2,9,20")))
