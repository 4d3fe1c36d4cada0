"""Files as they are handed out."""

from __future__ import annotations

import pytest

from samspill.documents.downloads import download


def test_a_file_is_kept_under_its_name_and_known_by_its_ending() -> None:
    response = download(b"a;b", "people.csv")
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content == b"a;b"


@pytest.mark.parametrize("unit", ['nord"; x="', "nord\r\nSet-Cookie: a=b", "../nord", "nord\\"])
def test_no_name_breaks_out_of_its_place(unit: str) -> None:
    kept = download(b"", f"koder-{unit}.pdf")["Content-Disposition"]
    assert kept.startswith('attachment; filename="koder-')
    assert kept.endswith('.pdf"')
    assert not set(kept[22:-5]) & set('";:/\\\r\n')


def test_a_name_of_signs_alone_is_still_a_name() -> None:
    assert download(b"", "::.pdf")["Content-Disposition"] == 'attachment; filename="fil.pdf"'
